import path from "node:path";

/** Built in a folder at the root of the repository, so that it uses the same packages. */
export default {
  poweredByHeader: false,
  compress: true,
  turbopack: { root: path.resolve(import.meta.dirname, "..") },
};
