import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { ROOT, SIMULATOR } from "./build/places"

/** Carries the version that `changeset version` has just set to where else it stands. */
function carryVersion(): void {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string }
  edit(join(ROOT, "src/version.ts"), (text) => text.replace(/"[^"]+"/, `"${version}"`))
  edit(join(SIMULATOR, "package.json"), (text) => text.replace(/("version": )"[^"]+"/, `$1"${version}"`))
  // What was collected by hand belongs to the version that has just been written above it.
  edit(join(ROOT, "CHANGELOG.md"), (text) => text.replace(/^## Unreleased\n+/m, ""))
  execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts"], { cwd: ROOT, stdio: "inherit" })
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")))
}

carryVersion()
