/** What a reader of the tutorial does. */
export type Step =
  /** Puts the text in the place of the TODO. */
  | { kind: "todo"; number: number; text: string }
  /** Runs commands, and sees these lines, among others. */
  | { kind: "commands"; text: string; shows: string[] }
  /** Writes it into medusa-config.ts. */
  | { kind: "configuration"; text: string }

const BLOCK = /^```(\S*)\n([\s\S]*?)^```$/gm
const TODO = /\*\*TODO (\d+)\*\*:\s*$/
const CONFIGURATION = "// medusa-config.ts\n"

/**
 * The steps of the tutorial's numbered sections (`## 1. …`), in their order.
 *
 * @throws Error for a block that does not say what to do with it
 */
export function stepsOf(tutorial: string): Step[] {
  const steps: Step[] = []
  for (const section of tutorial.split(/^(?=##? )/m).filter((text) => /^## \d+\. /.test(text))) {
    let end = 0
    for (const { 0: block, 1: language, 2: text = "", index } of section.matchAll(BLOCK)) {
      const before = section.slice(end, index)
      end = index + block.length
      if (language === "text") showIn(steps.at(-1), text)
      else steps.push(stepOf(language ?? "", text, before))
    }
  }
  return steps
}

function stepOf(language: string, text: string, before: string): Step {
  if (language === "sh") return { kind: "commands", text: text.trimEnd(), shows: [] }
  if (text.startsWith(CONFIGURATION)) return { kind: "configuration", text: text.slice(CONFIGURATION.length) }
  const number = TODO.exec(before)?.[1]
  if (language === "ts" && number) return { kind: "todo", number: Number(number), text }
  throw new Error(
    `The tutorial has a block of "${language}" after no "**TODO n**:", which says where:\n${text}`,
  )
}

function showIn(step: Step | undefined, text: string): void {
  if (step?.kind !== "commands")
    throw new Error(`The tutorial shows what no command before it has said:\n${text}`)
  step.shows.push(...text.trimEnd().split("\n"))
}

/**
 * The code with the text in the place of a TODO: its paragraph, which ends with the next empty line, or with the block
 * that it stands in. Undefined where the code has no such TODO.
 */
export function withTodoDone(code: string, number: number, text: string): string | undefined {
  const lines = code.split("\n")
  const first = lines.findIndex((line) => line.trimStart().startsWith(`// TODO ${number}: `))
  if (first < 0) return undefined
  const indent = indentOf(lines[first] ?? "")
  const length = lines
    .slice(first)
    .findIndex((line) => line.trim() === "" || indentOf(line).length < indent.length)
  const indented = text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? line : `${indent}${line}`))
  return lines.toSpliced(first, length < 0 ? lines.length : length, ...indented).join("\n")
}

const indentOf = (line: string) => /^ */.exec(line)?.[0] ?? ""
