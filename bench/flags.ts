import { parseArgs } from "node:util"

import { PARTS, type Part } from "./results"

export const HELP = `npm run bench                          measures all parts; results go to bench/.out
npm run bench -- --quick               fewer samples, for a first look and for CI
npm run bench -- --only calls,memory   some parts only: ${PARTS.join(", ")}
npm run bench -- --assert              exits with 1 when a goal is missed by more than its double; without it, too, when
                                       one is missed that is counted and not timed
npm run bench -- --no-build            measures the plugin as it was built last`

/** What the command line asks for. */
export interface Flags {
  help: boolean
  quick: boolean
  assert: boolean
  build: boolean
  parts: readonly Part[]
}

/** @throws Error on flags and parts that do not exist */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: "boolean", short: "h", default: false },
      quick: { type: "boolean", default: false },
      assert: { type: "boolean", default: false },
      build: { type: "boolean", default: true },
      only: { type: "string" },
    },
    allowNegative: true,
  })
  const { only, ...flags } = values
  return { ...flags, parts: only === undefined ? PARTS : only.split(",").map(partNamed) }
}

function partNamed(name: string): Part {
  const part = PARTS.find((one) => one === name.trim())
  if (!part) throw new Error(`--only knows ${PARTS.join(", ")}, not "${name}"`)
  return part
}
