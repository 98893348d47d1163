import { mkdirSync } from "node:fs"
import { join } from "node:path"

import { runProcess } from "../../tools/process"
import { DATA, MEDUSA_CLI, ROOT, STORE, STOREFRONT } from "./paths"
import { hashOf, isFresh, stamp } from "./stamps"

const MANIFEST = join(ROOT, "package.json")

type Remark = (text: string) => void

interface Build {
  name: string
  inputs: string[]
  /** A file that exists once it is built. */
  output: string
  cwd: string
  /** `node` unless named. */
  command?: string
  args: string[]
}

const PLUGIN: Build = {
  name: "plugin-build",
  inputs: [
    ...["src", "tsconfig.json", "tools/build.ts", "tools/build", "packages/simulator/tsconfig.json"].map(
      (input) => join(ROOT, input),
    ),
    MANIFEST,
  ],
  output: join(ROOT, "packages/simulator/dist/index.js"),
  cwd: ROOT,
  command: "npm",
  args: ["run", "build"],
}

// Of the plugin only its dashboard pages end up in the store's build; the rest is loaded when the store starts.
const STORE_BUILD: Build = {
  name: "store-build",
  inputs: [STORE, join(ROOT, "src/admin"), MANIFEST],
  output: join(STORE, ".medusa/server/public/admin/index.html"),
  cwd: STORE,
  args: [MEDUSA_CLI, "build"],
}

const STOREFRONT_BUILD: Build = {
  name: "storefront-build",
  inputs: [STOREFRONT, join(ROOT, "src/storefront"), MANIFEST],
  output: join(STOREFRONT, "dist/index.html"),
  cwd: STOREFRONT,
  args: [join(ROOT, "node_modules/vite/bin/vite.js"), "build"],
}

/** Builds the plugin as it is published. */
export const buildPlugin = (remark: Remark) => buildIfStale(remark, PLUGIN)

/** Builds the merchant's application with its dashboard. */
export const buildStore = (remark: Remark) => buildIfStale(remark, STORE_BUILD)

/** Builds the shop window. */
export const buildStorefront = (remark: Remark) => buildIfStale(remark, STOREFRONT_BUILD)

async function buildIfStale(remark: Remark, build: Build): Promise<void> {
  const hash = hashOf(...build.inputs)
  if (isFresh(build.name, hash, build.output)) return remark("unchanged")
  mkdirSync(join(DATA, "logs"), { recursive: true })
  await runProcess({
    name: build.name,
    command: build.command ?? process.execPath,
    args: build.args,
    cwd: build.cwd,
    env: { MEDUSA_DISABLE_TELEMETRY: "true", XDG_CONFIG_HOME: join(DATA, "config") },
    logFile: join(DATA, "logs", `${build.name}.log`),
  })
  stamp(build.name, hash)
}
