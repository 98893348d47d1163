import { z } from "@medusajs/framework/zod"
import { ERROR_CATALOGUE, helpWith, PROBLEM_CATALOGUE } from "../../../src/core"
import { errorList, problemList } from "../catalogues"
import { filled } from "../fill"
import { optionList } from "../option-list"
import { wrap } from "../wrap"

describe("options in a document", () => {
  it("are told with what counts without them, and options within an option below it", () => {
    const schema = z.strictObject({
      key: z.string().describe("Signs calls"),
      pace: z.enum(["slow", "fast"]).default("slow").describe("How fast"),
      limit: z.string().optional().describe("The most"),
      rules: z
        .strictObject({ days: z.number().default(3).describe("How long") })
        .prefault({})
        .describe("What is kept"),
      inner: z.string().optional(),
    })
    expect(optionList(schema)).toBe(
      [
        "- `key` (required): Signs calls.",
        '- `pace` (default `"slow"`): How fast.',
        "- `limit`: The most.",
        "- `rules`: What is kept.",
        "  - `rules.days` (default `3`): How long.",
      ].join("\n"),
    )
  })
})

describe("problems and errors in a document", () => {
  it.each(Object.keys(PROBLEM_CATALOGUE))("%s is where the log and the dashboard say", (kind) => {
    expect(problemList()).toContain(`<a id="${helpWith("problem", kind).split("#")[1]}"></a>`)
  })

  it.each(Object.keys(ERROR_CATALOGUE))("%s is where the log says", (code) => {
    expect(errorList()).toContain(`<a id="${helpWith("error", code).split("#")[1]}"></a>`)
  })
})

describe("a long line", () => {
  it("is broken between words, and never within code", () => {
    const lines = wrap(`  - ${"word ".repeat(22)}\`a b c d e f g\` end`).split("\n")
    expect(lines).toEqual([`  - ${"word ".repeat(22).trim()}`, "    `a b c d e f g` end"])
  })

  it("begins no list by accident", () => {
    const full = `- ${"x ".repeat(58)}`
    expect(wrap(`${full}2. two`).split("\n")).toEqual([`${full}2.`, "  two"])
  })
})

it("a page without a place for a part is told", () => {
  expect(() => filled("x.md", "nothing", { table: "1" })).toThrow("x.md has no place for table")
})
