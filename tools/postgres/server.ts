import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { sleep } from "../sleep"
import type { LaunchPlan } from "./launch-plan"

/** A folder with PostgreSQL's programs, a folder with its data, and how to run the one over the other. */
export interface ServerPlace {
  native: string
  dataDir: string
  plan: LaunchPlan
}

const START_TIMEOUT_MS = 60_000
const FAST_SHUTDOWN_MS = 10_000

// Nothing outside the data directory: no Unix socket in /tmp, no segments in /dev/shm.
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "dynamic_shared_memory_type=mmap",
  "max_connections=200",
]

// Tests throw their data away, so they need not wait for the disk.
const NOT_DURABLE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]

/** The file the server of this data directory writes its log to. */
export function serverLog(dataDir: string): string {
  return join(dataDir, "server.log")
}

/** Makes an empty, private data directory which belongs to the server's account. */
export function makeDataDir(dataDir: string, account?: { uid: number; gid: number }): void {
  if (existsSync(dataDir)) return
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (account) chownSync(dataDir, account.uid, account.gid)
}

/** Whether the data directory holds a database cluster. */
export function isInitialized(dataDir: string): boolean {
  return existsSync(join(dataDir, "PG_VERSION"))
}

/** Runs initdb. The only user is `postgres`, which may connect from this machine without a password. */
export function initialize(place: ServerPlace): void {
  const settings = ["-c", "dynamic_shared_memory_type=mmap"]
  const options = [
    "-U",
    "postgres",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C",
    "--no-sync",
    "--no-instructions",
  ]
  const { command, args, spawnOptions } = invocation(place, "initdb", [...options, ...settings])
  const result = spawnSync(command, args, { ...spawnOptions, encoding: "utf8" })
  if (result.status === 0) return
  throw new Error(`initdb failed: ${result.error?.message ?? result.stderr.trim()}`)
}

/** Starts the server and waits until it takes connections. */
export async function startServer(place: ServerPlace, port: number, durable: boolean): Promise<ChildProcess> {
  const settings = (durable ? SETTINGS : [...SETTINGS, ...NOT_DURABLE]).flatMap((setting) => ["-c", setting])
  const { command, args, spawnOptions } = invocation(place, "postgres", ["-p", String(port), ...settings])
  const log = openSync(serverLog(place.dataDir), "w")
  // A group of its own, so that Ctrl-C in a terminal does not end the database before its clients.
  const child = spawn(command, args, { ...spawnOptions, detached: true, stdio: ["ignore", log, log] })
  closeSync(log)
  let failure: Error | undefined
  child.once("error", (error) => (failure = error))
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    const output = readFileSync(serverLog(place.dataDir), "utf8")
    if (output.includes("ready to accept connections")) return child
    if (failure || hasEnded(child))
      throw new Error(`PostgreSQL did not start: ${failure?.message ?? output.trim()}`)
    await sleep(20)
  }
  child.kill("SIGQUIT")
  throw new Error(
    `PostgreSQL did not start within ${START_TIMEOUT_MS / 1000} s, see ${serverLog(place.dataDir)}`,
  )
}

/** Fast shutdown (open transactions are rolled back); an immediate one if that takes too long. */
export async function stopServer(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const impatience = setTimeout(() => child.kill("SIGQUIT"), FAST_SHUTDOWN_MS)
  child.kill("SIGINT")
  await ended
  clearTimeout(impatience)
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function invocation({ native, dataDir, plan }: ServerPlace, program: string, args: string[]) {
  const [command = "", ...rest] = [...plan.prefix, join(native, "bin", program), "-D", dataDir, ...args]
  // The account may be unable to read the present directory, and need not know this process's secrets.
  const env = { PATH: process.env.PATH, HOME: dataDir, LC_ALL: "C", LANG: "C", TZ: "UTC" }
  return { command, args: rest, spawnOptions: { ...plan.account, cwd: "/", env } }
}
