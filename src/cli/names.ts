import { CommandError } from "./errors"
import { filesOf } from "./scaffold"

/** The gateways of this package: another one of the same name would share their provider ids. */
export const PRESENT = ["m2cerber", "tegro", "yookassa"]

const MAX_LENGTH = 30

/** Reserved words of JavaScript, besides those that the generated code contains. */
const RESERVED =
  "arguments await break case catch continue debugger delete do else enum eval extends finally for instanceof interface let package protected public super switch throw try typeof undefined var while with yield"

/** @throws CommandError saying what is wrong with a gateway's name */
export function assertUsable(name: string): void {
  if (!/^[a-z][a-z0-9]*$/.test(name) || name.length > MAX_LENGTH) {
    throw new CommandError(
      `"${name}" cannot be a gateway's name: use lower-case letters and digits, a letter first, ${MAX_LENGTH} at most.`,
    )
  }
  if (PRESENT.includes(name)) {
    throw new CommandError(`"${name}" comes with medusa-payment-gateways already: take another name.`)
  }
  if (wordsOfCode().has(name)) {
    throw new CommandError(
      `"${name}" is a word of the generated code: take another name, such as "${name}pay".`,
    )
  }
}

function wordsOfCode(): Set<string> {
  const code = filesOf("").map(({ text }) => text.replace(/\/\/.*|\/\*[\s\S]*?\*\/|"[^"\n]*"|'[^'\n]*'/g, ""))
  return new Set([...RESERVED.split(" "), ...code.flatMap((text) => text.match(/\w+/g) ?? [])])
}
