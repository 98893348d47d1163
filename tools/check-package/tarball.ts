import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"

import { runProcess } from "../process"
import { cleanEnvironment } from "./environment"
import { LOGS, ROOT } from "./places"

/** What the checks read of a package.json. */
export interface Manifest {
  name: string
  bin: Record<string, string>
  exports: Record<string, string | Record<string, string>>
  devDependencies: Record<string, string>
}

/** A package as it would be published. */
export interface Tarball {
  manifest: Manifest
  path: string
  bytes: number
  /** Paths inside the package. */
  files: string[]
}

/** The plugin's folder, and the one of the simulator that goes with it. */
const PACKAGES = { plugin: ROOT, simulator: join(ROOT, "packages/simulator") }

/** The package.json of a package. */
export const readManifest = (which: keyof typeof PACKAGES = "plugin") =>
  JSON.parse(readFileSync(join(PACKAGES[which], "package.json"), "utf8")) as Manifest

/** Builds both packages as they are published. */
export async function buildPlugin(): Promise<void> {
  await runProcess({
    name: "plugin-build",
    command: "npm",
    args: ["run", "build"],
    cwd: ROOT,
    env: { MEDUSA_DISABLE_TELEMETRY: "true" },
    logFile: join(LOGS, "plugin-build.log"),
  })
}

/** Packs the built plugin, or the built simulator, into the folder. */
export async function pack(folder: string, which: keyof typeof PACKAGES = "plugin"): Promise<Tarball> {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]
  const env = { ...process.env, ...cleanEnvironment() }
  const { stdout } = await promisify(execFile)("npm", args, { cwd: PACKAGES[which], env })
  const answer = JSON.parse(stdout) as Record<string, Packed> | Packed[]
  const [packed] = Object.values(answer)
  if (!packed) throw new Error("npm pack made nothing")
  return {
    manifest: readManifest(which),
    path: join(folder, packed.filename),
    bytes: packed.size,
    files: packed.files.map(({ path }) => path),
  }
}

interface Packed {
  filename: string
  size: number
  files: { path: string }[]
}
