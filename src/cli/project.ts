import { readFileSync } from "node:fs"
import { join } from "node:path"

/** The project that a gateway is written into. */
export interface Project {
  hasPlugin: boolean
  hasJest: boolean
  /** Whether it has `npm run test:unit`, as Medusa's starter does. */
  hasUnitScript: boolean
}

/** Reads a project's package.json. One that is missing or cannot be read says no to everything. */
export function readProject(folder: string): Project {
  const { dependencies, devDependencies, scripts } = manifestIn(folder)
  const installed = { ...dependencies, ...devDependencies }
  return {
    hasPlugin: "medusa-payment-gateways" in installed,
    hasJest: "jest" in installed,
    hasUnitScript: "test:unit" in { ...scripts },
  }
}

type Manifest = Partial<Record<"dependencies" | "devDependencies" | "scripts", object>>

function manifestIn(folder: string): Manifest {
  try {
    return { ...(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest | null) }
  } catch {
    return {}
  }
}
