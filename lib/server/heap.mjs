import { setFlagsFromString } from "node:v8";

// Left to itself, V8 lets garbage grow to three times what is in use before it collects what has aged: an import grew
// the process by 360 MB, and with this by 60, in the same time.
setFlagsFromString("--heap-growing-percent=60");
