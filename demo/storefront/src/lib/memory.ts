/** A value that outlives the page, since paying leads away from it. */
export interface Memory<T> {
  read(): T | undefined
  write(value: T): void
  forget(): void
}

/** A value in the browser's local storage. */
export function memory<T>(name: string): Memory<T> {
  return {
    read() {
      const text = window.localStorage.getItem(name)
      return text === null ? undefined : (JSON.parse(text) as T)
    },
    write: (value) => window.localStorage.setItem(name, JSON.stringify(value)),
    forget: () => window.localStorage.removeItem(name),
  }
}
