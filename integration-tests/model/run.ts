import { parseArgs } from "node:util"
import { explain } from "./campaign"
import { runCampaign } from "./crew"
import { runHistory } from "./run-history"
import { PAYS, tellHistory } from "./stories"

const HELP = `npm run model -- [--histories 10000] [--seed 1] [--failures 5] [--workers N] [--pays any|cards|others] [--replay SEED:INDEX [--whole]]

Random histories of one order's money, in a model of Medusa, the gateways and people. Ends with 1 when one fails.
They run on all cores, or on as many as --workers tells.
--replay: one history alone, shrunk; with --whole as it was told.`

const flags = parseArgs({
  options: {
    histories: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    failures: { type: "string", default: "5" },
    workers: { type: "string" },
    pays: { type: "string", default: "any" },
    replay: { type: "string" },
    whole: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
}).values

const pays = PAYS.find((one) => one === flags.pays) ?? "any"

const say = (line: string) => void process.stdout.write(`${line}\n`)

async function replay(which: string): Promise<number> {
  const [seed, index] = which.split(":").map(Number) as [number, number]
  const history = tellHistory(seed, index, pays)
  const { violations, trace, signature } = await runHistory(history, [])
  if (flags.whole || violations.length === 0) {
    say([...(trace ?? []), signature, ...violations].join("\n"))
  } else {
    say((await explain(history)).lines.join("\n"))
  }
  return violations.length ? 1 : 0
}

async function main(): Promise<number> {
  if (flags.help) return (say(HELP), 0)
  if (flags.replay) return replay(flags.replay)
  const { tally, failures, perSecond } = await runCampaign({
    histories: Number(flags.histories),
    seed: Number(flags.seed),
    pays,
    most: Number(flags.failures),
    ...(flags.workers && { workers: Number(flags.workers) }),
    onProgress: (done) => done % 10_000 === 0 && say(`${done} histories`),
  })
  say(tally.lines().join("\n"))
  for (const { lines } of failures) say(`\n${lines.join("\n")}`)
  say(`\n${tally.histories} histories, ${perSecond} a second, ${failures.length} failed`)
  return failures.length ? 1 : 0
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(2)
  },
)
