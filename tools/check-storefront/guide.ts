/** What a reader of the guide does: runs commands, writes a file, or enters an address in the gateway's cabinet. */
export type Step =
  | { kind: "commands"; text: string }
  | { kind: "file"; path: string; text: string }
  | { kind: "address"; text: string }

const BLOCK = /^```(\S*)\n([\s\S]*?)^```$/gm
/** A file's first line is its path, as a comment. */
const PATH = /^(?:\/\/|#) (\S*[./]\S*)\n/

/**
 * The steps of the guide's numbered sections (`### 1. …`), in their order.
 *
 * @throws Error for a block that does not say what to do with it
 */
export function stepsOf(guide: string): Step[] {
  const sections = guide.split(/^(?=##+ )/m).filter((section) => /^### \d+\. /.test(section))
  return sections.flatMap((section) =>
    [...section.matchAll(BLOCK)].map(([, language = "", text = ""]) => stepOf(language, text)),
  )
}

/** Every block that names its file, wherever it stands in the guide. */
export function filesOf(guide: string): Extract<Step, { kind: "file" }>[] {
  return blocksOf(guide).flatMap((text) => {
    const path = PATH.exec(text)?.[1]
    return path ? [{ kind: "file" as const, path, text }] : []
  })
}

/** The texts of all blocks. */
export function blocksOf(guide: string): string[] {
  return [...guide.matchAll(BLOCK)].map(([, , text = ""]) => text)
}

function stepOf(language: string, text: string): Step {
  const path = PATH.exec(text)?.[1]
  if (path) return { kind: "file", path, text }
  if (language === "sh") return { kind: "commands", text: text.trimEnd() }
  if (language === "text") return { kind: "address", text: text.trim() }
  throw new Error(`The guide has a block of "${language}" that names no file:\n${text}`)
}
