import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { sleep } from "../sleep"

const POSTMASTER = "postmaster.pid"
const LAUNCHER = "launcher.pid"

/** Notes in the data directory who started its server. */
export function rememberLauncher(dataDir: string): void {
  writeFileSync(join(dataDir, LAUNCHER), `${process.pid}\n`)
}

/**
 * Clears the way after a launcher that was killed: stops the server it left running over this data directory.
 *
 * A lock file whose process is dead is left to PostgreSQL. One whose number now belongs to some other program (a
 * container gives out the same numbers after each start) would stop PostgreSQL from starting, and is removed.
 *
 * @throws when the server's launcher is alive, so that the directory is in use
 */
export async function stopLeftoverServer(dataDir: string): Promise<void> {
  const pid = readPid(join(dataDir, POSTMASTER))
  if (pid === undefined || !isAlive(pid)) return
  if (!isServerOf(pid, dataDir)) {
    rmSync(join(dataDir, POSTMASTER), { force: true })
    return
  }
  const launcher = readPid(join(dataDir, LAUNCHER))
  if (launcher !== undefined && parentOf(pid) === launcher) {
    throw new Error(`The database in ${dataDir} is in use by process ${launcher}. Stop that one first.`)
  }
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    process.kill(pid, signal)
    for (let i = 0; i < 100 && isAlive(pid); i++) await sleep(100)
    if (!isAlive(pid)) return
  }
  throw new Error(`The server ${pid} of an earlier run over ${dataDir} cannot be stopped`)
}

function readPid(file: string): number | undefined {
  if (!existsSync(file)) return undefined
  const pid = Number.parseInt(readFileSync(file, "utf8"), 10)
  return pid > 0 ? pid : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false
  }
  return status(pid)?.state !== "Z"
}

function isServerOf(pid: number, dataDir: string): boolean {
  const command = status(pid)?.command ?? ""
  return (
    command.includes("postgres") && (command.includes(dataDir) || command.includes(realpathSync(dataDir)))
  )
}

function parentOf(pid: number): number | undefined {
  return status(pid)?.parent
}

interface ProcessStatus {
  state: string
  parent: number
  command: string
}

function status(pid: number): ProcessStatus | undefined {
  try {
    return process.platform === "linux" ? statusFromProc(pid) : statusFromPs(pid)
  } catch {
    return undefined
  }
}

// Slim containers have no `ps`.
function statusFromProc(pid: number): ProcessStatus {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
  const [state = "", parent = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
  return { state, parent: Number(parent), command }
}

function statusFromPs(pid: number): ProcessStatus {
  const line = execFileSync("ps", ["-o", "state=,ppid=,args=", "-p", String(pid)], {
    encoding: "utf8",
  }).trim()
  const [state = "", parent = "", ...command] = line.split(/\s+/)
  return { state: state.charAt(0), parent: Number(parent), command: command.join(" ") }
}
