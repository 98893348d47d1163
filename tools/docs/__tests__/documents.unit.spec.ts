import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"

const ROOT = resolve(__dirname, "../../..")

const read = (path: string) => readFileSync(join(ROOT, path), "utf8")

function markdownIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return markdownIn(path)
    return path.endsWith(".md") ? [path] : []
  })
}

const DOCUMENTS = [
  ...["README.md", "README.ru.md", "ARCHITECTURE.md", "CONTRIBUTING.md"],
  ...markdownIn("docs"),
]

const withoutCode = (text: string) => text.replace(/^( *)```[\s\S]*?^\1```/gm, "").replace(/`[^`\n]*`/g, "")

/** As GitHub makes them of headings; those that are written out as `<a id="…">`, too. */
function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>()
  const headings = [...text.replace(/^( *)```[\s\S]*?^\1```/gm, "").matchAll(/^#{1,6} +(.+)$/gm)].map(
    ([, heading = ""]) => {
      const slug = heading
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-")
      const times = seen.get(slug) ?? 0
      seen.set(slug, times + 1)
      return times === 0 ? slug : `${slug}-${times}`
    },
  )
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id)])
}

const linksOf = (text: string) => [
  ...[...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link),
  ...[...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = ""]) => link),
]

/** Links that lead nowhere: to a file or a heading that is not there. */
function deadLinks(document: string): string[] {
  return linksOf(read(document)).filter((link) => {
    if (/^[a-z]+:/.test(link)) return false
    const [path = "", anchor] = link.split("#")
    const target = path === "" ? document : relative(ROOT, resolve(ROOT, dirname(document), decodeURI(path)))
    if (!existsSync(join(ROOT, target))) return true
    return anchor !== undefined && target.endsWith(".md") && !anchorsOf(read(target)).has(decodeURI(anchor))
  })
}

/** `a/{b,c}.ts` is `a/b.ts` and `a/c.ts`. */
const expanded = (path: string): string[] => {
  const [, before = "", choices, after = ""] = /^(.*?)\{([^}]*)\}(.*)$/.exec(path) ?? []
  return choices === undefined
    ? [path]
    : choices.split(",").flatMap((choice) => expanded(`${before}${choice}${after}`))
}

const TOPS = /^(src|tools|demo|bench|integration-tests)\//

/** A path from the top, or the end of one that is a file's. */
const isPath = (path: string) => TOPS.test(path) || /\.tsx?$/.test(path)

const isThere = (path: string) =>
  TOPS.test(path) ? existsSync(join(ROOT, path)) : SOURCES.some((file) => `/${file}`.endsWith(`/${path}`))

const SOURCES = ["src", "tools", "integration-tests"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
)

describe("the documents", () => {
  it.each(DOCUMENTS)("%s has no dead link", (document) => {
    expect(deadLinks(document)).toEqual([])
  })

  it.each(["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/medusa-traps.md"])(
    "%s names files that are there",
    (document) => {
      const named = [...read(document).matchAll(/`([\w\-./[\]{},]+\/[\w\-./[\]{},]+)`/g)].flatMap(
        ([, path = ""]) => expanded(path),
      )
      const missing = named.filter((path) => isPath(path) && !isThere(path))
      expect(missing).toEqual([])
    },
  )

  it("a README is read in ten minutes", () => {
    expect(Buffer.byteLength(read("README.md"))).toBeLessThan(8_000)
    expect([...read("README.ru.md")].length).toBeLessThan(8_000)
  })
})

/** "- `http/x.spec.ts`: "title"" */
const GUARD = /^- `([\w./-]+\.spec\.ts)`(?:: "([^\n]*)")?$/gm

it("each trap of Medusa's names a test that is there", () => {
  const guards = [...read("docs/medusa-traps.md").matchAll(GUARD)]
  const missing = guards.filter(([, file = "", title]) => {
    const path = file.startsWith("src/") ? file : join("integration-tests", file)
    return !existsSync(join(ROOT, path)) || (title !== undefined && !read(path).includes(title))
  })
  expect(missing.map(([line]) => line)).toEqual([])
  expect(guards.length).toBeGreaterThan(50)
})
