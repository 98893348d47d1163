import { spawn, type ChildProcess } from "node:child_process"
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs"
import { dirname } from "node:path"
import { createInterface } from "node:readline"

import { dieWithParent } from "./die-with-parent"

/** What to start and where its output goes. */
export interface ProcessSpec {
  /** Name for messages and for the prefix of printed lines. */
  name: string
  command: string
  args?: string[]
  cwd?: string
  /** Added to the present environment. */
  env?: Record<string, string | undefined>
  /** File for all output, written anew. Without one, every line is printed with the name before it. */
  logFile?: string
}

/** A started process, the leader of a process group of its own. */
export interface RunningProcess {
  readonly name: string
  readonly pid: number
  readonly logFile?: string
  /** Resolves with the exit code, or with `null` after a signal; never rejects. */
  readonly exited: Promise<number | null>
  hasExited(): boolean
  /** SIGTERM to the whole group, SIGKILL to what is left of it after the grace. */
  stop(graceMs?: number): Promise<void>
}

/** A process that ended when it should not have, or with a code other than 0. */
export class ProcessFailed extends Error {
  override readonly name = "ProcessFailed"

  constructor(
    what: string,
    readonly logFile: string | undefined,
  ) {
    super(what)
  }

  /** The end of the log, for people. */
  lastLines(count = 20): string[] {
    if (!this.logFile || !existsSync(this.logFile)) return []
    return readFileSync(this.logFile, "utf8").trimEnd().split("\n").slice(-count)
  }
}

const running = new Map<number, ChildProcess>()

/** Starts a process and returns at once. */
export function startProcess(spec: ProcessSpec): RunningProcess {
  const child = launch(spec)
  const pid = child.pid
  let ended = false
  const exited = new Promise<number | null>((resolve) => {
    const end = (code: number | null) => {
      ended = true
      if (pid !== undefined) running.delete(pid)
      resolve(code)
    }
    child.once("exit", end)
    child.once("error", () => end(127))
  })
  if (pid !== undefined) running.set(pid, child)
  const stop = async (graceMs = 10_000) => {
    if (ended || pid === undefined) return
    const impatience = setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs)
    signalGroup(pid, "SIGTERM")
    await exited
    clearTimeout(impatience)
    signalGroup(pid, "SIGKILL")
  }
  return { name: spec.name, pid: pid ?? 0, logFile: spec.logFile, exited, hasExited: () => ended, stop }
}

/** Runs a process to its end. @throws {@link ProcessFailed} when it does not end with code 0 */
export async function runProcess(spec: ProcessSpec): Promise<void> {
  const code = await startProcess(spec).exited
  if (code !== 0) throw new ProcessFailed(`${spec.name} ended with ${code ?? "a signal"}`, spec.logFile)
}

/** Ends everything started here without asking. For the second Ctrl-C. */
export function killAllProcesses(): void {
  for (const pid of running.keys()) signalGroup(pid, "SIGKILL")
}

function launch(spec: ProcessSpec): ChildProcess {
  const [command = "", ...args] = [...dieWithParent(), spec.command, ...(spec.args ?? [])]
  const options = {
    cwd: spec.cwd,
    env: { ...process.env, ...spec.env },
    detached: process.platform !== "win32",
  }
  if (!spec.logFile) {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] })
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => console.log(`${spec.name} | ${line}`))
    }
    return child
  }
  mkdirSync(dirname(spec.logFile), { recursive: true })
  const log = openSync(spec.logFile, "w")
  const child = spawn(command, args, { ...options, stdio: ["ignore", log, log] })
  closeSync(log)
  return child
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    if (process.platform === "win32") running.get(pid)?.kill(signal)
    else process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error
  }
}
