import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { closeSync, mkdirSync, openSync } from "node:fs"
import { dirname, join } from "node:path"
import { freePort } from "../../../tools/free-port"
import type { CreatePayoutInput } from "../../../src/workflows"
import { ROOT as root, type Entries } from "./config"
import type { FailPoint } from "./fail-points"
import type { KillPoint } from "./kill-points"
import type { Command, Order, Reply } from "./protocol"
import type { ChaosCatalog } from "./store"

const BOOT_TIMEOUT_MS = 120_000

export interface InstanceSettings {
  name: string
  databaseUrl: string
  /** Where gateways and shoppers reach Medusa. */
  publicUrl: string
  simulatorUrl: string
  logFolder: string
  /** Medusa's locks in the database, for several instances. */
  sharedLocks: boolean
  /** Whether the scheduled sweep runs. */
  sweeps: boolean
  /** Hears of each trouble that happened inside of the process. */
  happened: (trouble: string) => void
}

/** A Medusa process: started, killed, and started again on the same port. */
export class MedusaInstance {
  port = 0
  kills = 0
  /** Ends that nobody asked for. */
  crashes = 0
  /** Of the merchant's configuration, from the next start on. */
  entries: Entries = "before renaming"
  private child: ChildProcess | undefined
  private asked = 0
  private readonly waiting = new Map<
    number,
    { resolve: (result: object) => void; reject: (error: Error) => void }
  >()

  constructor(readonly settings: InstanceSettings) {}

  get isUp(): boolean {
    return this.child !== undefined
  }

  /** Migrates the database, makes a store in it, and serves. */
  async prepare(): Promise<ChaosCatalog> {
    return (await this.start({ CHAOS_PREPARE: "yes" })) as ChaosCatalog
  }

  async start(extra: Record<string, string> = {}): Promise<ChaosCatalog | undefined> {
    this.port ||= await freePort()
    const { name, logFolder } = this.settings
    const logFile = join(logFolder, `${name}.log`)
    mkdirSync(dirname(logFile), { recursive: true })
    const log = openSync(logFile, "a")
    const child = fork(join(__dirname, "child.ts"), [], {
      cwd: root,
      execArgv: ["--require", "ts-node/register"],
      env: { ...process.env, ...this.environment(), ...extra },
      stdio: ["ignore", log, log, "ipc"],
      detached: true,
    })
    closeSync(log)
    return new Promise((resolve, reject) => {
      const impatience = setTimeout(() => child.kill("SIGKILL"), BOOT_TIMEOUT_MS)
      child.once("exit", (code, signal) => {
        clearTimeout(impatience)
        this.ended(child, code)
        reject(new Error(`${name} ended with ${code ?? signal}, see ${logFile}`))
      })
      child.on("message", (reply: Reply) => {
        if ("ready" in reply) {
          clearTimeout(impatience)
          this.child = child
          resolve(reply.catalog)
        } else if ("happened" in reply) {
          this.settings.happened(reply.happened)
        } else {
          const { resolve: done, reject: failed } = this.waiting.get(reply.id) ?? {}
          this.waiting.delete(reply.id)
          if ("error" in reply) failed?.(new Error(reply.error))
          else done?.(reply.result)
        }
      })
    })
  }

  /** One sweep in that process. @throws when it dies meanwhile or the sweep fails */
  async sweep(): Promise<Record<string, number>> {
    return (await this.ask({ do: "sweep" })) as Record<string, number>
  }

  /** Drafts, approves and sends a payout. @throws when the process dies meanwhile or may not */
  async payOut(payout: Partial<CreatePayoutInput>): Promise<void> {
    await this.ask({ do: "pay out", payout })
  }

  /** Lets the process kill itself as soon as it comes to that point. */
  async dieAt(point: KillPoint): Promise<void> {
    await this.ask({ do: "die at", point })
  }

  /** The n-th statement of that kind fails once. */
  async fail(point: FailPoint, nth: number): Promise<void> {
    await this.ask({ do: "fail", point, nth })
  }

  /** So many of the events of that name reach nobody. */
  async loseEvents(event: string, times: number): Promise<void> {
    await this.ask({ do: "lose events", event, times })
  }

  /** Locks that broke off are over, as if their time had passed. */
  async endLocks(): Promise<void> {
    await this.ask({ do: "end locks" })
  }

  /** Nothing of that happens any more. */
  async beWell(): Promise<void> {
    await this.ask({ do: "be well" })
  }

  /** `kill -9`; false when there is nothing to kill. */
  async kill(): Promise<boolean> {
    if (this.isUp) this.kills += 1
    return this.stop()
  }

  /** As somebody does who deploys. */
  async stop(): Promise<boolean> {
    const { child } = this
    if (!child) return false
    this.child = undefined
    const ended = once(child, "exit")
    child.kill("SIGKILL")
    await ended
    return true
  }

  /** Resolves when the process has ended by itself. */
  async ownEnd(): Promise<void> {
    if (this.child) await once(this.child, "exit")
  }

  private ask(order: Order): Promise<object> {
    const id = ++this.asked
    return new Promise((resolve, reject) => {
      if (!this.child) return reject(new Error(`${this.settings.name} is down`))
      this.waiting.set(id, { resolve, reject })
      this.child.send({ id, ...order } satisfies Command)
    })
  }

  private ended(child: ChildProcess, _code: number | null): void {
    if (this.child === child) {
      this.child = undefined
      this.crashes += 1
    }
    for (const { reject } of this.waiting.values()) reject(new Error(`${this.settings.name} was killed`))
    this.waiting.clear()
  }

  private environment(): Record<string, string> {
    const { databaseUrl, publicUrl, simulatorUrl, sharedLocks, sweeps } = this.settings
    return {
      NODE_ENV: sweeps ? "development" : "test",
      TS_NODE_TRANSPILE_ONLY: "true",
      MEDUSA_DISABLE_TELEMETRY: "true",
      LOG_LEVEL: process.env.CHAOS_LOG_LEVEL ?? "warn",
      DATABASE_URL: databaseUrl,
      MEDUSA_URL: publicUrl,
      SIMULATOR_URL: simulatorUrl,
      CHAOS_PORT: String(this.port),
      CHAOS_ENTRIES: this.entries,
      CHAOS_LOCKS: sharedLocks ? "database" : "memory",
    }
  }
}
