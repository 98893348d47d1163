import { join, resolve } from "node:path"

/** The project's folder. */
export const ROOT = resolve(__dirname, "../..")

/** What the plugin's package brings. */
export const BUILT = join(ROOT, ".medusa/server/src")

/** The simulator's package. */
export const SIMULATOR = join(ROOT, "packages/simulator")
