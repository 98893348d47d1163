/** What this browser remembers of a yes or no; no when it may not remember. */
export function rememberedFlag(key: string): boolean {
  try {
    return window.localStorage.getItem(key) === "true"
  } catch {
    return false
  }
}

/** Has this browser remember a yes or no, if it may. */
export function rememberFlag(key: string, value: boolean): void {
  try {
    window.localStorage.setItem(key, String(value))
  } catch {
    // It is forgotten with the page, then.
  }
}
