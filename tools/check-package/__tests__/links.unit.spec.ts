import { anchorsOf, deadLinks, relativeLinks } from "../links"

const README = `# A shop

See [the guide](docs/guide.md#two-words), [Medusa](https://medusajs.com), [above](#a-shop) and \`[no](link.md)\`.

\`\`\`md
[neither](example.md)
\`\`\`

<a href="CHANGELOG.md"><img src="docs/picture.webp" alt=""></a>

[reference]: LICENSE
`
const GUIDE = `## Two words\n\n## Two words\n\n### \`Kind\` of "thing": (x)\n\n![big](images/big.png) [source](../src/a.ts)\n<a id="mark"></a>\n`

const library = (packed: string[], others: string[] = []) => ({
  documents: new Map([
    ["README.md", README],
    ["docs/guide.md", GUIDE],
  ]),
  packed: ["README.md", "docs/guide.md", ...packed],
  inRepository: (path: string) => others.includes(path),
})
const ALL = ["CHANGELOG.md", "docs/picture.webp", "LICENSE"]
const OTHERS = ["docs/images/big.png", "src/a.ts"]

it("finds links and pictures, and none in code or to other sites", () => {
  expect(relativeLinks(README).map(({ path, anchor }) => `${path}#${anchor}`)).toEqual([
    ...["docs/guide.md#two-words", "#a-shop", "LICENSE#", "CHANGELOG.md#", "docs/picture.webp#"],
  ])
})

it("names anchors as GitHub does", () => {
  expect([...anchorsOf(GUIDE)]).toEqual(["mark", "two-words", "two-words-1", "kind-of-thing-x"])
  expect([...anchorsOf("# Цены и `min`: сумма")]).toEqual(["цены-и-min-сумма"])
})

it("is content with a package that brings what its README names", () => {
  expect(deadLinks(library(ALL, OTHERS))).toEqual([])
})

it.each([
  ["docs/picture.webp", "README.md names docs/picture.webp, which is not in the package"],
  ["CHANGELOG.md", "README.md names CHANGELOG.md, which is not in the package"],
])("tells when %s is left out, whatever the repository has", (missing, complaint) => {
  const packed = ALL.filter((file) => file !== missing)
  expect(deadLinks(library(packed, [...OTHERS, missing]))).toEqual([complaint])
})

it("lets a guide name the repository's pictures and sources, but none that are nowhere", () => {
  expect(deadLinks(library(ALL, ["src/a.ts"]))).toEqual([
    "docs/guide.md names docs/images/big.png, which is not there",
  ])
})

it("tells of a heading that is gone", () => {
  const { documents, ...rest } = library(ALL, OTHERS)
  const changed = new Map(documents).set("docs/guide.md", GUIDE.replaceAll("Two words", "Others"))
  expect(deadLinks({ ...rest, documents: changed })).toEqual([
    "README.md names docs/guide.md#two-words, which has no such heading",
  ])
})
