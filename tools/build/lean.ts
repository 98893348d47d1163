import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"

import * as ts from "typescript"

import { BUILT, ROOT } from "./places"

/** The dashboard as CommonJS: bundlers, which alone read it, take the module beside it. */
const SECOND_DASHBOARD = join(BUILT, "admin/index.js")

/**
 * Leaves out what nobody reads of the built plugin: types that no export leads to, and comments of compiled code, which
 * its types keep. They are two fifths of what would be downloaded.
 */
export function makeLean(): string {
  rmSync(SECOND_DASHBOARD, { force: true })
  const types = reachableTypes(exportedFiles().map((file) => typesOf(file)))
  const files = filesBelow(BUILT)
  const unread = files.filter((file) => file.endsWith(".map") || (isTypes(file) && !types.has(file)))
  for (const file of unread) rmSync(file)
  for (const file of files.filter((file) => file.endsWith(".js"))) {
    writeFileSync(file, withoutComments(readFileSync(file, "utf8")))
  }
  return `plugin: ${files.length - unread.length} files, ${unread.length} left out`
}

/** Compiled code as it was, without its comments. */
export function withoutComments(code: string): string {
  const file = ts.createSourceFile("file.js", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
  return ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed }).printFile(file)
}

/** These files of types, and all that they import in turn. */
function reachableTypes(entries: readonly string[]): Set<string> {
  const reached = new Set<string>()
  const queue = [...entries]
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    queue.push(...importedTypes(file))
  }
  return reached
}

function importedTypes(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true)
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) => {
      const path = resolve(dirname(file), fileName.replace(/\.js$/, ""))
      const found = [`${path}.d.ts`, join(path, "index.d.ts")].find((candidate) =>
        ts.sys.fileExists(candidate),
      )
      if (!found) throw new Error(`${file} imports ${fileName}, which is not there`)
      return found
    })
}

/** What package.json lets others import, as far as it has types. */
function exportedFiles(): string[] {
  const { exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { exports: Exports }
  const targets = Object.values(exports).map((target) =>
    typeof target === "string" ? target : (target.default ?? ""),
  )
  return targets.map((target) => join(ROOT, target)).filter((file) => ts.sys.fileExists(typesOf(file)))
}

type Exports = Record<string, string | Record<string, string>>

const typesOf = (file: string) => file.replace(/\.m?js$/, ".d.ts")
const isTypes = (file: string) => file.endsWith(".d.ts")

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
