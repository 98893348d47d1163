/** Where a kind of problem, or the code of an error, is explained: a path in this package. */
export const helpWith = (what: "problem" | "error", code: string): string =>
  `docs/troubleshooting.md#${what}-${code}`
