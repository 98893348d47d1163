import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"

import ts from "typescript"

const ADMIN = join(__dirname, "../../..")
const FOLDERS = ["components", "lib", "routes", "widgets"]
const SPOKEN = new Set([
  "title",
  "label",
  "hint",
  "placeholder",
  "alt",
  "description",
  "aria-label",
  "confirmText",
])
const LETTER = /\p{L}/u

function sources(): ts.SourceFile[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ADMIN, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes("__tests__"))
      .map((name) => join(ADMIN, folder, name)),
  ).map((path) => ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true))
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node)
  node.forEachChild((child) => visit(child, see))
}

/** Words that a component would show as they stand: in its tags, or as a spoken attribute. */
export function textInSources(): string[] {
  const found: string[] = []
  for (const source of sources()) {
    visit(source, (node) => {
      const text = shownText(node)
      if (text && LETTER.test(text)) found.push(`${relative(ADMIN, source.fileName)}: ${text.trim()}`)
    })
  }
  return found
}

function shownText(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) return node.text
  if (ts.isJsxExpression(node) && ts.isJsxElement(node.parent) && node.expression) {
    return ts.isStringLiteralLike(node.expression) ? node.expression.text : undefined
  }
  const isSpoken = ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText())
  return isSpoken && node.initializer && ts.isStringLiteral(node.initializer)
    ? node.initializer.text
    : undefined
}

/** What may be the key of a text: every literal, and templates with anything in their gaps. */
export function namedInSources(): RegExp[] {
  const patterns: RegExp[] = []
  const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  const add = (source: string) => patterns.push(new RegExp(`^${source}$`))
  for (const source of sources()) {
    visit(source, (node) => {
      if (ts.isStringLiteralLike(node) && node.text.includes(".")) add(escape(node.text))
      if (ts.isTemplateExpression(node) && node.head.text.includes(".")) {
        add(
          escape(node.head.text) +
            node.templateSpans.map(({ literal }) => `[^.]+${escape(literal.text)}`).join(""),
        )
      }
    })
  }
  return patterns
}
