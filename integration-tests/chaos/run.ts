import { setMaxListeners } from "node:events"
import { parseArgs } from "node:util"
import { runChaos } from "./chaos"
import { jsonOf, rareText, tableOf } from "./table"

const HELP = `npm run chaos -- [--histories 100] [--seed 1] [--instances 1|2] [--minutes M] [--only K,L] [--small] [--trace]

Random histories of shoppers and trouble against a real Medusa, PostgreSQL and the simulated gateways; then the books
are balanced. Ends with 1 unless all that must never be is 0. --only K,L: histories K and L of the seed alone.
--minutes M: no history begins after M minutes, and those that have begun come to their end.
--trace tells what happened in all histories, and not only in those that went wrong.`

const flags = parseArgs({
  options: {
    histories: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    instances: { type: "string", default: "1" },
    minutes: { type: "string" },
    only: { type: "string" },
    small: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
}).values

// The simulator sends many notifications at once, and each can be broken off.
setMaxListeners(100)

const say = (line: string) => void process.stdout.write(`${line}\n`)

async function main(): Promise<number> {
  if (flags.help) return (say(HELP), 0)
  const [histories, seed, instances] = [flags.histories, flags.seed, flags.instances].map(Number) as [
    number,
    number,
    number,
  ]
  const only = flags.only?.split(",").map(Number)
  const report = await runChaos({
    histories,
    seed,
    instances,
    minutes: flags.minutes === undefined ? undefined : Number(flags.minutes),
    only,
    isTraced: flags.trace,
    size: flags.small ? "small" : "usual",
    say,
  })
  say(`\n${tableOf(report)}`)
  for (const [history, lines] of report.traces) {
    say(`\nHistory ${history}:\n  ${lines.join("\n  ")}`)
  }
  for (const { fault, when, history, text } of report.findings) {
    say(`\n${fault.toUpperCase()} ${when}: ${text}`)
    if (history !== null) {
      say(
        `  npm run chaos -- --seed ${seed} --only ${history}${instances > 1 ? ` --instances ${instances}` : ""}${flags.small ? " --small" : ""}`,
      )
    }
  }
  say(`\n${rareText(report)}`)
  say(`\n${jsonOf(report)}`)
  if (report.findings.length) say(`\nLogs: ${report.logs}`)
  return report.findings.length ? 1 : 0
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(2)
  },
)
