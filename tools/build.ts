import { chmodSync } from "node:fs"
import { join } from "node:path"

import { fillAddresses } from "./build/addresses"
import { makeLean } from "./build/lean"
import { BUILT } from "./build/places"
import { buildSimulator } from "./build/simulator"
import { buildStorefront } from "./build/storefront"

/** What follows `medusa plugin:build`. */
function build(): void {
  console.log(buildStorefront())
  console.log(buildSimulator())
  console.log(makeLean())
  chmodSync(join(BUILT, "cli/cli.js"), 0o755)
  for (const line of fillAddresses()) console.warn(line)
}

try {
  build()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
