import { az } from "../../i18n/az"
import { en } from "../../i18n/en"
import { ru } from "../../i18n/ru"
import { namedInSources, textInSources } from "./support/sources"

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, path = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const key = path ? `${path}.${name}` : name
    return typeof value === "string" ? [[key, value] as [string, string]] : flat(value, key)
  })
}

const placeholders = (text: string) => (text.match(/\{\{.*?\}\}/g) ?? []).sort()
const english = flat(en)
const languages = { ru: flat(ru), az: flat(az) }

describe.each(Object.entries(languages))("the texts in %s", (_, texts) => {
  it("are the same ones as in English", () => {
    expect(texts.map(([key]) => key).sort()).toEqual(english.map(([key]) => key).sort())
  })

  it("have the same placeholders", () => {
    const said = new Map(texts)
    for (const [key, text] of english) {
      expect([key, placeholders(said.get(key) ?? "")]).toEqual([key, placeholders(text)])
    }
  })

  it("say something, and are not the English ones by mistake", () => {
    const own = new Map(texts)
    expect(texts.filter(([, text]) => !text.trim() || text !== text.trim())).toEqual([])
    const sentences = english.filter(([, text]) => text.split(" ").length > 3)
    expect(sentences.filter(([key, text]) => own.get(key) === text)).toEqual([])
  })
})

it("no text stands in a component, where it could not be translated", () => {
  expect(textInSources()).toEqual([])
})

it("every text is used somewhere", () => {
  const named = namedInSources()
  expect(english.map(([key]) => key).filter((key) => !named.some((pattern) => pattern.test(key)))).toEqual([])
})
