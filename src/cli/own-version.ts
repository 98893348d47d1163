import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** The version of this package, by the nearest package.json above this file. */
export function ownVersion(folder = __dirname): string {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest
    if (name === "medusa-payment-gateways" && version) return version
  } catch {
    // This folder has none.
  }
  const above = dirname(folder)
  if (above === folder) throw new Error("The package.json of medusa-payment-gateways is missing")
  return ownVersion(above)
}

interface Manifest {
  name?: string
  version?: string
}
