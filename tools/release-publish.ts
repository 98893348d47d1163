import { execFileSync, spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"

import { fillAddresses } from "./build/addresses"
import { ROOT, SIMULATOR } from "./build/places"

/** Publishes both packages, as far as the registry does not have their version yet. */
function publish(): void {
  const unset = fillAddresses()
  if (unset.length > 0) throw new Error(unset.join("\n"))
  run("npm", "run", "build")
  if (!isPublished(SIMULATOR)) run("npm", "publish", SIMULATOR, "--access", "public")
  // The plugin, and the tag by which the release is known.
  run("npx", "changeset", "publish")
}

function isPublished(folder: string): boolean {
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name: string
    version: string
  }
  return (
    spawnSync("npm", ["view", `${name}@${version}`, "version"], { encoding: "utf8" }).stdout.trim() ===
    version
  )
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd: ROOT, stdio: "inherit" })
}

try {
  publish()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
