import { parseArgs } from "node:util"
import { explain, runCampaign } from "./campaign"
import { runHistory } from "./run-history"
import { tellHistory } from "./stories"

const HELP = `npm run model -- [--histories 10000] [--seed 1] [--failures 5] [--replay SEED:INDEX [--whole]]

Random histories of one order's money, in a model of Medusa, the gateways and people. Ends with 1 when one fails.
--replay: one history alone, shrunk; with --whole as it was told.`

const flags = parseArgs({
  options: {
    histories: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    failures: { type: "string", default: "5" },
    replay: { type: "string" },
    whole: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
}).values

const say = (line: string) => void process.stdout.write(`${line}\n`)

async function replay(which: string): Promise<number> {
  const [seed, index] = which.split(":").map(Number) as [number, number]
  const history = tellHistory(seed, index)
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
  const began = Date.now()
  const since = () => (Date.now() - began) / 1_000
  const { tally, failures } = await runCampaign({
    histories: Number(flags.histories),
    seed: Number(flags.seed),
    most: Number(flags.failures),
    onProgress: (done) =>
      done % 10_000 === 0 && say(`${done} histories, ${Math.round(done / since())} a second`),
  })
  say(tally.lines().join("\n"))
  for (const { seed, lines } of failures) {
    say(`\n${lines.join("\n")}\n  npm run model -- --replay ${seed}`)
  }
  say(`\n${tally.histories} histories in ${since().toFixed(1)} s, ${failures.length} failed`)
  return failures.length ? 1 : 0
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(2)
  },
)
