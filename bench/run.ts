import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

import { ProcessFailed, runProcess } from "../tools/process"
import { Shutdown } from "../tools/shutdown"
import { measureAdmin } from "./admin/measure"
import { measureCalls } from "./calls/measure"
import { HELP, readFlags, type Flags } from "./flags"
import { goalsOf, isMissedExactly, isMissedWidely } from "./goals"
import { openStore, type BenchStore } from "./medusa/bench-store"
import { measureMemory } from "./memory/measure"
import { measureNotifications } from "./notifications/measure"
import { measurePaid } from "./paid/measure"
import { report } from "./report"
import { measureRequire } from "./require"
import type { Part, Results } from "./results"
import { measureSignatures } from "./signatures"
import { measureStatus } from "./status/measure"
import { measureSize } from "./size/measure"
import { describeMachine } from "./support/machine"
import { OUT, ROOT, STORE } from "./support/paths"
import { loadPlugin } from "./support/plugin"
import { startSimulatorProcess, type SimulatorProcess } from "./support/simulator"
import { installPlugin } from "./support/snapshot"
import { measureSweep } from "./sweep/measure"
import { measureAbandoned } from "./watch/abandoned"
import { measureHanging } from "./watch/hanging"
import { measureQuietDay } from "./watch/quiet-day"
import { openVirtualLedger, type VirtualLedger } from "./watch/virtual-ledger"

/** How often each part is repeated. */
const FULL = {
  calls: 20,
  signatures: 400,
  require: 9,
  memory: 5,
  notifications: { rounds: 2, posts: 200 },
  paid: 4,
  sweep: { sizes: [10, 1_000, 10_000], patienceMs: 300_000 },
  day: { hours: 24 },
  hanging: { payments: 60, minutes: 10 },
  status: { looks: 500, seconds: 60 },
  admin: { attempts: 10_000, notifications: 50_000, problems: 500, samples: 60 },
}
const QUICK: typeof FULL = {
  calls: 3,
  signatures: 60,
  require: 3,
  memory: 1,
  notifications: { rounds: 1, posts: 100 },
  paid: 1,
  sweep: { sizes: [10, 100], patienceMs: 60_000 },
  day: { hours: 2 },
  hanging: { payments: 20, minutes: 4 },
  status: { looks: 200, seconds: 20 },
  admin: { attempts: 1_000, notifications: 5_000, problems: 100, samples: 20 },
}

const shutdown = new Shutdown()

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2))
  if (flags.help) return console.log(HELP)
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(130))
  mkdirSync(OUT, { recursive: true })
  if (flags.build) await buildPlugin()
  shutdown.add(installPlugin())
  const results = await measure(flags)
  writeFileSync(join(OUT, "results.json"), `${JSON.stringify(results, null, 2)}\n`)
  const text = report(results)
  writeFileSync(join(OUT, "results.md"), `${text}\n`)
  console.log(`\n${text}\n`)
  const goals = goalsOf(results)
  const missed = [...goals.filter(isMissedExactly), ...(flags.assert ? goals.filter(isMissedWidely) : [])]
  if (missed.length > 0) console.error(`Missed: ${missed.map(({ name }) => name).join("; ")}`)
  await end(missed.length > 0 ? 1 : 0)
}

async function measure(flags: Flags): Promise<Results> {
  const started = performance.now()
  const results: Results = {
    command: ["npm run bench", ...wordsOf(process.argv.slice(2))].join(" "),
    takenAt: new Date().toISOString(),
    seconds: 0,
    machine: describeMachine(),
    versions: {
      plugin: versionOf("medusa-payment-gateways"),
      medusa: versionOf("@medusajs/medusa"),
      axios: versionOf("axios"),
    },
  }
  const rounds = flags.quick ? QUICK : FULL
  const simulator = await startSimulatorProcess()
  shutdown.add(() => simulator.stop())
  const store = openStore(loadPlugin, simulator, shutdown)
  for (const part of flags.parts) {
    const since = performance.now()
    await measurePart(part, results, rounds, { simulator, store })
    console.log(`${part.padEnd(14)}${((performance.now() - since) / 1000).toFixed(1).padStart(7)} s`)
  }
  results.seconds = (performance.now() - started) / 1000
  return results
}

async function measurePart(
  part: Part,
  results: Results,
  rounds: typeof FULL,
  { simulator, store }: { simulator: SimulatorProcess; store: () => Promise<BenchStore> },
): Promise<void> {
  switch (part) {
    case "calls":
      results.calls = await measureCalls(loadPlugin(), simulator, rounds.calls)
      break
    case "signatures":
      results.signatures = await measureSignatures(loadPlugin(), rounds.signatures)
      break
    case "require":
      results.require = await measureRequire(rounds.require)
      break
    case "memory":
      results.memory = await measureMemory(simulator, rounds.memory, shutdown)
      break
    case "notifications":
      results.notifications = await measureNotifications(await store(), rounds.notifications)
      break
    case "paid":
      results.paid = await measurePaid(await store(), rounds.paid)
      break
    case "sweep":
      results.sweep = await measureSweep(await store(), rounds.sweep)
      break
    case "day":
      results.day = await onVirtualLedger((ledger) => measureQuietDay(ledger, rounds.day))
      break
    case "abandoned":
      results.abandoned = await onVirtualLedger(measureAbandoned)
      break
    case "hanging":
      results.hanging = await onVirtualLedger((ledger) => measureHanging(ledger, rounds.hanging))
      break
    case "status":
      results.status = await measureStatus(await store(), rounds.status)
      break
    case "admin":
      results.admin = await measureAdmin(await store(), rounds.admin)
      break
    case "size":
      results.size = await measureSize()
      break
  }
}

async function onVirtualLedger<T>(measure: (ledger: VirtualLedger) => Promise<T>): Promise<T> {
  const ledger = await openVirtualLedger()
  const stop = once(() => ledger.stop())
  shutdown.add(stop)
  try {
    return await measure(ledger)
  } finally {
    await stop()
  }
}

async function buildPlugin(): Promise<void> {
  await runProcess({
    name: "plugin-build",
    command: "npm",
    args: ["run", "build"],
    cwd: ROOT,
    env: { MEDUSA_DISABLE_TELEMETRY: "true" },
    logFile: join(OUT, "plugin-build.log"),
  })
}

function once(stop: () => Promise<void>): () => Promise<void> {
  let stopped: Promise<void> | undefined
  return () => (stopped ??= stop())
}

const wordsOf = (args: string[]) => (args.length > 0 ? ["--", ...args] : [])

function versionOf(name: string): string {
  const manifest = createRequire(join(STORE, "package.json")).resolve(`${name}/package.json`)
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version
}

async function end(code: number): Promise<void> {
  await shutdown.run()
  process.exit(code)
}

main().catch(async (error: unknown) => {
  if (shutdown.begun) return
  console.error(error instanceof Error ? error.message : error)
  if (error instanceof ProcessFailed) for (const line of error.lastLines()) console.error(`  ${line}`)
  await end(1)
})
