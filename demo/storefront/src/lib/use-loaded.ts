import { useEffect, useState, type DependencyList } from "react"

/** The answer of a request, or `undefined` until it is there; asked again when a dependency changes. */
export function useLoaded<T>(load: () => Promise<T>, dependencies: DependencyList): T | undefined {
  const [value, setValue] = useState<T>()
  useEffect(() => {
    let current = true
    load()
      .then((loaded) => current && setValue(loaded))
      .catch((error: unknown) => console.error(error))
    return () => {
      current = false
    }
    // The caller names what its request depends on.
  }, dependencies)
  return value
}
