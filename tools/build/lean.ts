import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"

import * as ts from "typescript"

import { BUILT, ROOT } from "./places"

/** Of the dashboard Medusa's bundler reads the module beside it, and Tailwind the names of classes out of this one. */
const DASHBOARD = join(BUILT, "admin/index.js")

/**
 * Leaves out what nobody reads of the built plugin: types that no export leads to, and comments of compiled code, which
 * its types keep. They are two fifths of what would be downloaded.
 */
export function makeLean(): string {
  const types = reachableTypes(exportedFiles().map((file) => typesOf(file)))
  const files = filesBelow(BUILT)
  const unread = files.filter((file) => file.endsWith(".map") || (isTypes(file) && !types.has(file)))
  for (const file of unread) rmSync(file)
  for (const file of files.filter((file) => file.endsWith(".js") && file !== DASHBOARD)) {
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
  return modulesNamedIn(readFileSync(file, "utf8"))
    .filter((fileName) => fileName.startsWith("."))
    .map((fileName) => {
      const path = resolve(dirname(file), fileName.replace(/\.js$/, ""))
      const found = [`${path}.d.ts`, join(path, "index.d.ts")].find((candidate) =>
        ts.sys.fileExists(candidate),
      )
      if (!found) throw new Error(`${file} imports ${fileName}, which is not there`)
      return found
    })
}

/** By imports, exports of whatever form, and types that name their module. */
export function modulesNamedIn(types: string): string[] {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    const isNamed = ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
    if (isNamed && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
      names.push(node.moduleSpecifier.text)
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument
      if (ts.isStringLiteral(literal)) names.push(literal.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile("file.d.ts", types, ts.ScriptTarget.Latest, true))
  return names
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
