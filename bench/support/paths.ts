import { join, resolve } from "node:path"

/** The project's folder. */
export const ROOT = resolve(__dirname, "../..")

/** A merchant's application that is measured with the plugin and without. */
export const STORE = join(ROOT, "bench/store")

/** What a run writes. */
export const OUT = join(ROOT, "bench/.out")

/** Programs that measure in a process of their own. Plain JavaScript: nothing but Node.js itself may be loaded. */
export const CHILDREN = join(ROOT, "bench/children")

/** What building the plugin makes. */
export const BUILT = join(ROOT, ".medusa/server/src")

/** The program of the simulator's package. */
export const SIMULATOR = join(ROOT, "packages/simulator/dist/cli.js")

/** The plugin as the store has it installed. */
export const INSTALLED = join(STORE, "node_modules/medusa-payment-gateways")

/** Medusa's command line program. */
export const MEDUSA_CLI = join(ROOT, "node_modules/@medusajs/cli/cli.js")
