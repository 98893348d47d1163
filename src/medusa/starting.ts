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

/** The configuration by which this process starts: the merchant's, with the modules of plugins in it. */
export interface Start {
  /** The same object for as long as the configuration stays the same. */
  readonly config: Configuration
  readonly directory: string
  /** Provider entries of the payment module. */
  readonly entries: readonly ConfiguredEntry[]
  /** Whether the configuration has the plugin's own module. */
  readonly hasLedger: boolean
  warn(line: string): void
}

/** The current start; undefined where no Medusa is starting, as in a test of a provider. */
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

/** Medusa's commands that start no server: migrations, scripts, builds, users. */
const WITHOUT_SERVER = /^(db:|plugin:|exec$|user$|build$|lint$|codemod$|mcloud)/

/** Whether this process is a command of Medusa's that takes no payments, so that it may run without the gateways' keys. */
export function isCommandWithoutServer(argv: readonly string[] = process.argv): boolean {
  const [, script = "", command = ""] = argv
  return /^(medusa|cli)(\.[cm]?js)?$/.test(basename(script)) && WITHOUT_SERVER.test(command)
}

const CONFIG_FILES = ["ts", "js", "mjs", "cjs"].map((extension) => `medusa-config.${extension}`)

/**
 * Counts the entries of the payment module in the source of medusa-config. Medusa silently keeps only the last of several,
 * so the others can be found in the source alone.
 */
export function paymentEntriesIn(source: string): number {
  const code = source.replace(/\/\*[^]*?\*\//g, "").replace(/(^|[^:"'`])\/\/.*$/gm, "$1")
  return code.match(/\bresolve:\s*["'`]@medusajs\/(?:medusa\/)?payment["'`]/g)?.length ?? 0
}

/** Counts the entries of the payment module in a directory's medusa-config; 0 where it cannot be read. */
export function paymentEntriesOf(directory: string): number {
  const file = CONFIG_FILES.map((name) => join(directory, name)).find((path) => existsSync(path))
  try {
    return file === undefined ? 0 : paymentEntriesIn(readFileSync(file, "utf8"))
  } catch {
    return 0
  }
}
