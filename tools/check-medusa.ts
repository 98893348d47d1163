import { join } from "node:path"
import { parseArgs } from "node:util"

import { emptyFolder, openPlace, ROOT } from "./check-package/places"
import { copyProject, installMedusa, installNode } from "./check-medusa/project"
import { SUITES, type Suite } from "./check-medusa/suites"
import { ProcessFailed, runProcess } from "./process"
import { Report } from "./report"
import { runCheck } from "./run-check"
import { Shutdown } from "./shutdown"
import { Steps } from "./steps"

const HELP = `npm run check:medusa -- 2.17.2            runs the tests with another Medusa, in a copy of the project
npm run check:medusa -- latest            with its newest one
npm run check:medusa -- 2.17.2 --node 24  on another Node.js as well; without a version: the project's own Medusa
npm run check:medusa -- --suites types,unit,contract,ledger,money,store

Needs the npm registry and some minutes. Logs: tools/.out/check-medusa`

const LOGS = join(ROOT, "tools/.out/check-medusa")

const { values: flags, positionals } = parseArgs({
  options: {
    node: { type: "string" },
    suites: { type: "string", default: "types,unit,contract,ledger,money" },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
  allowPositionals: true,
})

const steps = new Steps()
const shutdown = new Shutdown()
const report = new Report()

async function main(): Promise<number> {
  const [medusa] = positionals
  const suites = chosenSuites()
  emptyFolder(LOGS)
  const place = openPlace(shutdown, flags.keep && "Copy of the project")

  const node = flags.node
    ? await steps.run(`node ${flags.node}`, (remark) =>
        installNode(place.folder, flags.node ?? "", LOGS, remark),
      )
    : undefined
  const environment: Record<string, string> = node ? { PATH: `${node}:${process.env.PATH ?? ""}` } : {}
  copyProject(place.app)
  await steps.run(medusa ? `medusa ${medusa}` : "npm ci", (remark) =>
    installMedusa(place.app, medusa, { environment, logs: LOGS, remark }),
  )
  for (const suite of suites) {
    report.expect(suite, "passed", await steps.run(suite, () => outcomeOf(suite, place.app, environment)))
  }
  console.log(`\n${report}`)
  return report.passed ? 0 : 1
}

function chosenSuites(): Suite[] {
  return flags.suites.split(",").map((name) => {
    if (!Object.hasOwn(SUITES, name))
      throw new Error(`There is no suite "${name}": ${Object.keys(SUITES).join(", ")}`)
    return name as Suite
  })
}

async function outcomeOf(suite: Suite, cwd: string, environment: Record<string, string>): Promise<string> {
  const logFile = join(LOGS, `${suite}.log`)
  const env = { ...environment, MEDUSA_DISABLE_TELEMETRY: "true", CI: "true" }
  try {
    for (const args of SUITES[suite]) {
      await runProcess({ name: suite, command: "node", args: [...args], cwd, env, logFile })
    }
    return "passed"
  } catch (error) {
    if (!(error instanceof ProcessFailed)) throw error
    return `${error.lastLines(200).findLast((line) => /\d+ passed, \d+ failed|error TS/.test(line)) ?? error.message} (${logFile})`
  }
}

if (flags.help) console.log(HELP)
else runCheck({ steps, shutdown, report }, main)
