/** Where a kind of problem, or an error's code, is explained: a path in this package, with its place on the page. */
export const helpWith = (what: "problem" | "error", code: string): string =>
  `docs/troubleshooting.md#${what}-${code}`
