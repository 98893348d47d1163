import { join } from "node:path"

import { ProcessFailed, runProcess } from "../process"
import { LOGS, ROOT } from "./places"
import type { Tarball } from "./tarball"

/** What TypeScript cannot know of: a bundler's module and a style sheet. */
const UNTYPED = ["admin", "storefront/style.css"]

/** What publint and attw say against a package, as it would be published. */
export async function lintersComplaints({ path, manifest }: Tarball): Promise<string[]> {
  const { name } = manifest
  const typed = Object.keys(manifest.exports)
    .map((entry) => entry.replace(/^\.\//, ""))
    .filter((entry) => entry !== "package.json" && !UNTYPED.includes(entry))
  const attw = (what: string, entries: string[], ignored: string) =>
    complaintsOf(`attw-${what}-${name}`, "@arethetypeswrong/cli/dist/index.js", [
      path,
      ...["--no-color", "--no-emoji", "--no-definitely-typed", "--format", "ascii"],
      ...["--ignore-rules", ignored, "--entrypoints", ...entries],
    ])
  const [modules, others] = [
    typed.filter((entry) => entry === "storefront"),
    typed.filter((entry) => entry !== "storefront"),
  ]
  const found = [
    await complaintsOf(`publint-${name}`, "publint/src/cli.js", [
      ...["run", path, "--strict", "--level", "warning"],
    ]),
    // Medusa reads a provider's and a module's `default`, as it is written by TypeScript.
    await attw("plugin", others, "cjs-only-exports-default"),
    // Bundlers and browsers alone import a storefront's components.
    modules.length > 0 ? await attw("storefront", modules, "cjs-resolves-to-esm") : [],
  ]
  return found.flat()
}

async function complaintsOf(name: string, program: string, args: string[]): Promise<string[]> {
  const logFile = join(LOGS, `${name}.log`)
  try {
    const command = [join(ROOT, "node_modules", program), ...args]
    await runProcess({ name, command: process.execPath, args: command, cwd: ROOT, logFile })
    return []
  } catch (error) {
    if (!(error instanceof ProcessFailed)) throw error
    return [`${name}: see ${logFile}\n${error.lastLines(40).join("\n")}`]
  }
}
