/** A small change to a file of the starter. Pure. */
export interface Edit {
  /** The code that it is placed by. */
  anchor: string
  /** Whether the text is changed already. */
  isDone(text: string): boolean
  /** The changed text; undefined unless the anchor is there exactly once. */
  apply(text: string): string | undefined
}

/** The edits of one file. */
export interface FileEdits {
  path: string
  edits: readonly Edit[]
}

/** A changed file; `before` is null for a new one. */
export interface Change {
  path: string
  before: string | null
  after: string
}

/** A place that was not found exactly once. */
export interface Missing {
  path: string
  /** Null when the file itself is not there. */
  anchor: string | null
}

/** Puts text before the anchor. */
export const before = (anchor: string, text: string): Edit => at(anchor, text, (found) => text + found)

/** Puts text behind the anchor. */
export const after = (anchor: string, text: string): Edit => at(anchor, text, (found) => found + text)

/** Puts text in the anchor's place. */
export const instead = (anchor: string, text: string): Edit => at(anchor, text, () => text)

/** Adds an import behind the last one. */
export function importing(names: string, from: string): Edit {
  const there = new RegExp(`\\bfrom\\s+["']${escaped(from)}["']`)
  return {
    anchor: "import … from …",
    isDone: (text) => there.test(text),
    apply: (text) => {
      const last = [...text.matchAll(/^import\b[^"']*["'][^"'\n]+["'];?[ \t]*$/gm)].at(-1)
      const end = last ? last.index + last[0].length : 0
      const line = `import ${names} from "${from}"`
      return last ? `${text.slice(0, end)}\n${line}${text.slice(end)}` : undefined
    },
  }
}

/** Adds a dependency to a package.json, in alphabetical order. */
export function dependency(name: string, version: string): Edit {
  const block = /("dependencies"\s*:\s*\{\r?\n)([^}]*?)(\r?\n[ \t]*\})/
  return {
    anchor: `"dependencies": {`,
    isDone: (text) => new RegExp(`"${escaped(name)}"\\s*:`).test(text),
    apply: (text) => {
      if (!block.test(text)) return undefined
      return text.replace(block, (_, head: string, body: string, tail: string) => {
        const lines = body.split("\n").map((line) => line.replace(/,?\s*$/, ""))
        const indent = /^\s*/.exec(lines[0] ?? "")?.[0] ?? ""
        const all = [...lines, `${indent}"${name}": "${version}"`]
        return head + all.sort((a, b) => (a.trim() < b.trim() ? -1 : 1)).join(",\n") + tail
      })
    },
  }
}

/**
 * The changed files, and every place that is missing.
 *
 * @param read answers a file's text, or null where there is none
 */
export function changesOf(
  files: readonly FileEdits[],
  read: (path: string) => string | null,
): { changes: Change[]; missing: Missing[] } {
  const changes: Change[] = []
  const missing: Missing[] = []
  for (const { path, edits } of files) {
    const text = read(path)
    if (text === null) {
      missing.push({ path, anchor: null })
      continue
    }
    const edited = edits.reduce((done, edit) => {
      if (edit.isDone(done)) return done
      const next = edit.apply(done)
      if (next === undefined) missing.push({ path, anchor: edit.anchor })
      return next ?? done
    }, toLf(text))
    if (edited !== toLf(text)) changes.push({ path, before: text, after: withLineEndsOf(text, edited) })
  }
  return { changes, missing }
}

function at(anchor: string, text: string, put: (found: string) => string): Edit {
  return {
    anchor,
    isDone: (whole) => pattern(text.trim()).test(whole),
    apply: (whole) => {
      const found = [...whole.matchAll(pattern(anchor))]
      const [only] = found
      if (!only || found.length > 1) return undefined
      return whole.slice(0, only.index) + put(only[0]) + whole.slice(only.index + only[0].length)
    },
  }
}

/** Finds code however a formatter has spaced and quoted it. */
function pattern(code: string): RegExp {
  const parts = code.trim().split(/\s+|(?<=[(){}[\],])|(?=[(){}[\],])/)
  const loose = parts.filter(Boolean).map((part) => escaped(part).replace(/["']/g, `["']`))
  return new RegExp(loose.join("\\s*"), "g")
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")

const toLf = (text: string) => text.replaceAll("\r\n", "\n")

const withLineEndsOf = (original: string, text: string) =>
  original.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text
