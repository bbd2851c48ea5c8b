import { say } from "@/lib/domain/messages";

type Key = { readonly algo: "hs256" | "rs256"; readonly expiredAt: Date | null };

/** What a signing key does now, in a realm that signs with `jwtAlgo`. */
export function jwtKeyState({ algo, expiredAt }: Key, { jwtAlgo }: { readonly jwtAlgo: Key["algo"] }): string {
  if (expiredAt) return say("console.jwt.state.replaced");
  return algo === jwtAlgo
    ? say("console.jwt.state.signs")
    : say("console.jwt.state.waits", { algo: jwtAlgo.toUpperCase() });
}

/** What an algorithm is, in words. */
export function algoText(algo: Key["algo"]): string {
  return say(algo === "rs256" ? "console.settings.algo.rs256" : "console.settings.algo.hs256");
}
