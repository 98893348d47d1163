import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { join, relative, resolve } from "node:path"

import { blocksOf, filesOf, stepsOf } from "../guide"

const DOCS = resolve(__dirname, "../../../docs")
const EXAMPLES = ["storefront-vite", "storefront-next"].map((name) => join(DOCS, "examples", name))

const english = readFileSync(join(DOCS, "storefront.md"), "utf8")
const russian = readFileSync(join(DOCS, "storefront.ru.md"), "utf8")

test("The guide shows the files of the examples, which are type-checked, letter by letter", () => {
  const shown = Object.fromEntries(filesOf(english).map(({ path, text }) => [path, text]))
  expect(shown).toEqual(Object.assign({}, ...EXAMPLES.map(sources)))
})

test("The guide in Russian has the same code", () => {
  const code = (guide: string) => blocksOf(guide).join("\n")
  expect(code(russian)).toBe(code(english))
  expect(stepsOf(russian)).toEqual(stepsOf(english))
})

test("Links of both guides lead to files that exist", () => {
  const links = [english, russian].flatMap((guide) => [...guide.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)])
  expect(links.length).toBeGreaterThan(10)
  expect(links.map(([, link = ""]) => link).filter((link) => !existsSync(join(DOCS, link)))).toEqual([])
})

test("A block that does not say what to do with it is refused", () => {
  expect(() => stepsOf("### 1. Begin\n\n```ts\nconst a = 1\n```\n")).toThrow(/names no file/)
})

test("Only numbered sections are followed", () => {
  const guide = "### 1. Begin\n\n```sh\nnpm ci\n```\n\n## More\n\n```sh\nrm -r .\n```\n"
  expect(stepsOf(guide)).toEqual([{ kind: "commands", text: "npm ci" }])
})

function sources(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path))
  const files = paths.filter((path) => statSync(path).isFile() && !path.endsWith("tsconfig.json"))
  return Object.fromEntries(files.map((path) => [relative(folder, path), readFileSync(path, "utf8")]))
}
