import { parseArgs } from "node:util"
import { CommandError } from "./errors"
import { writeNew } from "./files"
import { instructions } from "./instructions"
import { assertUsable } from "./names"
import { ownVersion } from "./own-version"
import { readProject } from "./project"
import { filesOf } from "./scaffold"
import { describePlan, planStorefront, writeStorefront } from "./starter/add-storefront"

export const HELP = `Usage: npx medusa-payment-gateways <command>

new-gateway <name> [--dir <folder>]

Writes a payment gateway of your own into a Medusa project: its definition, its Medusa provider,
and the conformance suite with the gateway's side of the street. The suite fails until the gateway
is written, and says what comes next.

  <name>          lower-case letters and digits: it becomes part of Medusa's provider id
  --dir <folder>  where the files go (default src/modules/<name>); none is ever overwritten

add-storefront [folder] [--yes | --dry-run]

Makes one of Medusa's storefront starters (dtc-starter, nextjs-starter-medusa) take payments by the
gateways, beside Stripe and manual payment. It shows every change and asks before it writes; a second
run changes nothing.

  [folder]   the starter's folder (default: this one)
  --yes      writes without asking
  --dry-run  shows what would change, and writes nothing

  --help     this text`

/** The folder in which a command runs, and the terminal that it talks to. */
export interface Surroundings {
  folder: string
  say(text: string): void
  complain(text: string): void
  /** Asks a yes-or-no question; undefined where nobody is there to answer. */
  ask(question: string): Promise<boolean | undefined>
}

/** Runs a command line. @returns the exit code */
export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    await dispatch(args, surroundings)
    return 0
  } catch (error) {
    // An error of Node.js's own names what it met; its stack helps nobody here.
    surroundings.complain(error instanceof Error ? error.message : String(error))
    return 1
  }
}

async function dispatch(args: readonly string[], surroundings: Surroundings): Promise<void> {
  const { values, positionals } = parse(args)
  const [command, name, ...more] = positionals
  if (values.help || command === undefined) return surroundings.say(HELP)
  if (command === "new-gateway") {
    if (name === undefined) throw new CommandError(`What is the gateway called?\n\n${HELP}`)
    if (more.length > 0) throw new CommandError(`One name is enough: what is "${more.join(" ")}"?`)
    return surroundings.say(newGateway(name, surroundings.folder, values.dir))
  }
  if (command !== "add-storefront") throw new CommandError(`There is no command "${command}".\n\n${HELP}`)
  if (more.length > 0) throw new CommandError(`One folder is enough: what is "${more.join(" ")}"?`)
  return addStorefront(name ?? ".", values, surroundings)
}

function newGateway(name: string, folder: string, where?: string): string {
  assertUsable(name)
  const dir = where ?? `src/modules/${name}`
  const files = writeNew(folder, dir, filesOf(name))
  return instructions({ name, dir, files, project: readProject(folder) })
}

async function addStorefront(
  dir: string,
  { yes, "dry-run": dryRun }: { yes?: boolean; "dry-run"?: boolean },
  { folder, say, ask }: Surroundings,
): Promise<void> {
  const plan = planStorefront(folder, dir, `^${ownVersion()}`)
  say(describePlan(plan))
  if (dryRun || plan.changes.length === 0) return
  const agreed = yes || (await ask("\nWrite these changes?"))
  if (agreed === undefined)
    throw new CommandError("\nNothing was written. Say --yes to write without a question.")
  say(agreed ? `\n${writeStorefront(plan)}` : "Nothing was written.")
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      dir: { type: "string" },
      yes: { type: "boolean", short: "y" },
      "dry-run": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
    allowPositionals: true,
  })
}
