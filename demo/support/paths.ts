import { join, resolve } from "node:path"

/** The project's folder. */
export const ROOT = resolve(__dirname, "../..")

/** The demo's folder. */
export const DEMO = join(ROOT, "demo")

/** Everything the demo makes, except the built store. */
export const DATA = join(DEMO, ".data")

/** The merchant's Medusa application. */
export const STORE = join(DEMO, "store")

/** The shop window. */
export const STOREFRONT = join(DEMO, "storefront")

/** Medusa's command line program. */
export const MEDUSA_CLI = join(ROOT, "node_modules/@medusajs/cli/cli.js")
