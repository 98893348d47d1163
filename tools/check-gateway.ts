import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"

import { buildPlugin } from "../demo/support/builds"
import { boot } from "./check-gateway/boot"
import { AuthorsProject, filesIn, type Outcome } from "./check-gateway/project"
import { stepsOf, type Step } from "./check-gateway/tutorial"
import { emptyFolder, openPlace, ROOT } from "./check-package/places"
import { pack } from "./check-package/tarball"
import { runCheck } from "./run-check"
import { Shutdown } from "./shutdown"
import { Steps } from "./steps"

const HELP = `npm run check:gateway             follows docs/adding-a-gateway.md from a fresh scaffold to a proven gateway
npm run check:gateway -- --keep   leaves the author's project in the temporary folder

Needs neither the network nor a database. Logs: tools/.out/check-gateway`

const LOGS = join(ROOT, "tools/.out/check-gateway")
const TUTORIAL = join(ROOT, "docs/adding-a-gateway.md")
const EXAMPLE = join(ROOT, "docs/examples/kassa")
/** Where the scaffold puts it. */
const KASSA = "src/modules/kassa"

const flags = parseArgs({
  options: {
    keep: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
}).values

const steps = new Steps()
const shutdown = new Shutdown()

async function main(): Promise<number> {
  const started = performance.now()
  emptyFolder(LOGS)
  const tutorial = stepsOf(readFileSync(TUTORIAL, "utf8"))
  const place = openPlace(shutdown, flags.keep && "Project")

  await steps.run("plugin build", buildPlugin)
  const tarball = await steps.run("package", () => pack(place.folder))
  const project = new AuthorsProject(place.app, LOGS)
  await steps.run("a project with its peers", () => project.write(tarball.path))
  await steps.run("scaffolds type-check as they are", () => checkScaffolds(project))
  await follow(project, tutorial)
  await steps.run("the tutorial ends with docs/examples/kassa", async () => compareWithExample(project))
  await steps.run("types, strictly", () => project.succeed("npx tsc --noEmit --strict"))
  await steps.run("boots; wrong options are refused by name", () => boot(project))

  const seconds = Math.round((performance.now() - started) / 1000)
  console.log(`\nAll as the tutorial says, ${seconds} s.`)
  return 0
}

/** Of this name and of others, wherever the author wants them. */
async function checkScaffolds(project: AuthorsProject): Promise<void> {
  await project.succeed("npx medusa-payment-gateways new-gateway kassa --dir src/providers/kassa")
  await project.succeed("npx medusa-payment-gateways new-gateway bank24 --dir src/providers/bank24")
  await project.succeed("npx tsc --noEmit --strict")
  await project.succeed("rm -r src")
}

async function follow(project: AuthorsProject, tutorial: readonly Step[]): Promise<void> {
  let printed = ""
  for (const step of tutorial) {
    if (step.kind === "todo") {
      await steps.run(`TODO ${step.number}`, async () => project.replaceTodo(KASSA, step.number, step.text))
    } else if (step.kind === "commands") {
      const outcome = await steps.run(titleOf(step), () => runStep(project, step))
      printed ||= outcome.output
    } else {
      await steps.run("medusa-config.ts as the scaffold printed it", async () => compare(printed, step.text))
    }
  }
}

/** Runs its commands. @throws Error when they do not end, or do not say, what the tutorial shows */
async function runStep(project: AuthorsProject, { text, shows }: Commands): Promise<Outcome> {
  const outcome = await project.run(text)
  const mustFail = shows.some((line) => line.startsWith("FAIL "))
  const missing = shows.filter((line) => !outcome.output.includes(line))
  if (outcome.succeeded === mustFail || missing.length > 0) {
    const how = outcome.succeeded ? "It succeeds" : "It fails"
    throw new Error(
      `${text}\n${how}, and does not show ${JSON.stringify(missing)}:\n${lastLines(outcome.output)}`,
    )
  }
  return outcome
}

type Commands = Extract<Step, { kind: "commands" }>

const titleOf = ({ text, shows }: Commands) =>
  `${text}${shows.length > 0 ? ` is ${shows[0]?.startsWith("FAIL ") ? "red" : "green"}` : ""}`

const lastLines = (output: string) => output.trimEnd().split("\n").slice(-60).join("\n")

function compare(printed: string, shown: string): void {
  const plain = (text: string) => text.replace(/\s+/g, " ")
  const [configuration = ""] = /plugins: \[[\s\S]*?\n\s*\n/.exec(printed) ?? []
  if (!configuration || !plain(shown).includes(plain(configuration).trim())) {
    throw new Error(
      `The tutorial's medusa-config.ts lacks what the scaffold prints:\n${configuration || printed}`,
    )
  }
}

function compareWithExample(project: AuthorsProject): void {
  const [made, example] = [project.filesOf(KASSA), filesIn(EXAMPLE)]
  const paths = new Set([...made.keys(), ...example.keys()])
  const different = [...paths].filter((path) => made.get(path) !== example.get(path))
  if (different.length > 0) {
    throw new Error(`${different.join(", ")}: the tutorial's end differs from ${EXAMPLE} (see with --keep)`)
  }
}

if (flags.help) console.log(HELP)
else runCheck({ steps, shutdown }, main)
