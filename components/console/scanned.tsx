import { say } from "@/lib/domain/messages";

type Props = {
  readonly text: string;
  readonly secret: string;
  /** SVG in base64. */
  readonly qr: string;
};

/** What an authenticator app is to be told, to be scanned or typed. */
export function Scanned({ text, secret, qr }: Props) {
  return (
    <>
      <p>{text}</p>
      {/* biome-ignore lint/performance/noImgElement: it is written out here, there is nothing to optimise */}
      <img
        className="gh-qr"
        alt={say("console.users.mfa-qr")}
        width="200"
        height="200"
        src={`data:image/svg+xml;base64,${qr}`}
      />
      <p className="gh-secret">{secret.match(/.{1,4}/g)?.join(" ")}</p>
    </>
  );
}
