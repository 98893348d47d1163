import { existsSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { configManager } from "@medusajs/framework/config"

/** A provider entry of the payment module, as the merchant wrote it. */
export interface ConfiguredEntry {
  resolve?: unknown
  id?: string
  options?: unknown
}

interface Configuration {
  modules?: Record<string, { options?: { providers?: ConfiguredEntry[] } } | undefined>
  logger?: { warn(line: string): void }
}

/** What this process starts by: the merchant's configuration, with the modules of plugins in it. */
export interface Start {
  /** The same object as long as the configuration is the same. */
  readonly config: Configuration
  readonly directory: string
  /** Provider entries of the payment module. */
  readonly entries: readonly ConfiguredEntry[]
  /** Whether the plugin's own module is part of it. */
  readonly hasLedger: boolean
  warn(line: string): void
}

/** Undefined where no Medusa is starting, as in a test of a provider. */
export function currentStart(): Start | undefined {
  const directory: string | undefined = configManager.baseDir
  if (directory === undefined) return undefined
  const config = configManager.config as unknown as Configuration
  return {
    config,
    directory,
    entries: config.modules?.payment?.options?.providers ?? [],
    hasLedger: config.modules?.gateway_ledger !== undefined,
    warn: (line) => config.logger?.warn(line),
  }
}

/** Commands of Medusa's that serve nobody: migrations, scripts, builds, users. */
const WITHOUT_SERVER = /^(db:|plugin:|exec$|user$|build$|lint$|codemod$|mcloud)/

/** Whether this process is a command of Medusa's that takes no payments, and may run where no keys are. */
export function isCommandWithoutServer(argv: readonly string[] = process.argv): boolean {
  const [, script = "", command = ""] = argv
  return /^(medusa|cli)(\.[cm]?js)?$/.test(basename(script)) && WITHOUT_SERVER.test(command)
}

const CONFIG_FILES = ["ts", "js", "mjs", "cjs"].map((extension) => `medusa-config.${extension}`)

/**
 * How many entries of the payment module the configuration's file has. Medusa keeps the last of several, without a word,
 * and what it has thrown away can be seen in the file only.
 */
export function paymentEntriesIn(source: string): number {
  const code = source.replace(/\/\*[^]*?\*\//g, "").replace(/(^|[^:"'`])\/\/.*$/gm, "$1")
  return code.match(/\bresolve:\s*["'`]@medusajs\/(?:medusa\/)?payment["'`]/g)?.length ?? 0
}

/** The same of the file in a directory; 0 where it cannot be read. */
export function paymentEntriesOf(directory: string): number {
  const file = CONFIG_FILES.map((name) => join(directory, name)).find((path) => existsSync(path))
  try {
    return file === undefined ? 0 : paymentEntriesIn(readFileSync(file, "utf8"))
  } catch {
    return 0
  }
}
