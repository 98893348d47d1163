import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"

const BOOT_TIMEOUT_MS = 120_000

/** A Medusa in a process of its own, with Medusa's Redis modules. */
export class MedusaProcess {
  /** When the merchant's own job ran, in milliseconds since 1970. */
  readonly ticks: number[] = []
  /** What it logged. */
  log = ""

  private constructor(private readonly child: ChildProcess) {
    const hear = (text: Buffer) => void (this.log += text.toString())
    child.stdout?.on("data", hear)
    child.stderr?.on("data", hear)
    child.on("message", (message: { tick?: number }) => {
      if (message.tick) this.ticks.push(message.tick)
    })
  }

  static async start(environment: Record<string, string>): Promise<MedusaProcess> {
    const child = fork(join(__dirname, "child.ts"), [], {
      execArgv: ["--require", "ts-node/register"],
      env: { ...process.env, TS_NODE_TRANSPILE_ONLY: "true", NODE_ENV: "development", ...environment },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    })
    const medusa = new MedusaProcess(child)
    const impatience = setTimeout(() => child.kill("SIGKILL"), BOOT_TIMEOUT_MS)
    const [answer] = await Promise.race([once(child, "message"), once(child, "exit")])
    clearTimeout(impatience)
    if (typeof answer !== "object" || answer === null) {
      throw new Error(`Medusa did not start:\n${medusa.log.slice(-4_000)}`)
    }
    return medusa
  }

  /** Lets it end by itself, as a deployment does. Its exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode
    const ended = once(this.child, "exit")
    this.child.kill("SIGTERM")
    const [code] = await ended
    return code as number | null
  }
}
