import { parseArgs } from "node:util"
import { CommandError } from "./errors"
import { writeNew } from "./files"
import { instructions } from "./instructions"
import { assertUsable } from "./names"
import { readProject } from "./project"
import { filesOf } from "./scaffold"

export const HELP = `Usage: npx medusa-payment-gateways new-gateway <name> [--dir <folder>]

Writes a payment gateway of your own into a Medusa project: its definition, its Medusa provider,
and the conformance suite with the gateway's side of the street. The suite fails until the gateway
is written, and says what comes next.

  <name>          lower-case letters and digits: it becomes part of Medusa's provider id
  --dir <folder>  where the files go (default src/modules/<name>); none is ever overwritten
  --help          this text`

/** Where a command runs, and where it writes its lines. */
export interface Surroundings {
  folder: string
  say(text: string): void
  complain(text: string): void
}

/** Runs a command line. @returns the exit code */
export function runCommand(args: readonly string[], { folder, say, complain }: Surroundings): number {
  try {
    say(answerTo(args, folder))
    return 0
  } catch (error) {
    complain(messageOf(error))
    return 1
  }
}

function answerTo(args: readonly string[], folder: string): string {
  const { values, positionals } = parse(args)
  const [command, name, ...more] = positionals
  if (values.help || command === undefined) return HELP
  if (command !== "new-gateway") throw new CommandError(`There is no command "${command}".\n\n${HELP}`)
  if (name === undefined) throw new CommandError(`What is the gateway called?\n\n${HELP}`)
  if (more.length > 0) throw new CommandError(`One name is enough: what is "${more.join(" ")}"?`)
  assertUsable(name)
  const dir = values.dir ?? `src/modules/${name}`
  const files = writeNew(folder, dir, filesOf(name))
  return instructions({ name, dir, files, project: readProject(folder) })
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: { dir: { type: "string" }, help: { type: "boolean", short: "h" } },
    allowPositionals: true,
  })
}

/** In plain words: an error of Node.js's own names what it met, and its stack helps nobody here. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
