// How many password hashes a second this machine does, with nothing else to do: `node hash-rate.mjs <hash> <password>
// <seconds>` prints it. As the server does them: one at a time for each core.
import { availableParallelism } from "node:os";
import { verify } from "@node-rs/argon2";

const [, , hash = "", password = "", seconds = "3"] = process.argv;
const end = (from) => from + Number(seconds) * 1000;
await verify(hash, password);
const began = performance.now();
let done = 0;
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    while (performance.now() < end(began)) {
      if (!(await verify(hash, password))) throw new Error("The hash is not that password's.");
      done += 1;
    }
  }),
);
process.stdout.write(String(done / ((performance.now() - began) / 1000)));
