/** A yes or no that this browser remembers; no where it forbids storage. */
export function rememberedFlag(key: string): boolean {
  try {
    return window.localStorage.getItem(key) === "true"
  } catch {
    return false
  }
}

/** Has this browser remember a yes or no, unless it forbids storage. */
export function rememberFlag(key: string, value: boolean): void {
  try {
    window.localStorage.setItem(key, String(value))
  } catch {
    // It is forgotten with the page.
  }
}
