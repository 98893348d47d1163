import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { freePort } from "../../tools/free-port"

/** What is other than in the repository's medusa-config.ts. */
export interface Configuration {
  /** Entries of the payment module. */
  providers?: object[]
  /** The plugin's own options; null where the plugin is missing. */
  plugin?: object | null
  /** A command of Medusa's, such as "db:migrate:scripts"; without it Medusa serves. */
  command?: string
}

/** A Medusa that was started, or that has refused to. */
export interface Boot {
  hasStarted: boolean
  /** What it has logged so far, with quotes as people read them. */
  told(): string
  stop(): Promise<void>
}

/** Starts a Medusa of a merchant's configuration over the database of the tests, in a process of its own. */
export async function boot(configuration: Configuration): Promise<Boot> {
  const child = fork(join(__dirname, "boot-child.ts"), [], {
    execArgv: ["--require", "ts-node/register"],
    env: {
      ...process.env,
      ...{ TS_NODE_TRANSPILE_ONLY: "true", PORT: String(await freePort()), LOG_LEVEL: "warn" },
      BOOT: JSON.stringify(configuration),
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
  let log = ""
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => void (log += String(text)))
  // Medusa ends the process by itself when a module cannot be loaded.
  const [answer] = await Promise.race([once(child, "message"), once(child, "close")])
  const { error = "ended" } = (typeof answer === "object" && answer ? answer : {}) as {
    error?: string | null
  }
  if (error) log += error
  return { hasStarted: error === null, told: () => log.replaceAll('\\"', '"'), stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  child.kill("SIGKILL")
  await ended
}
