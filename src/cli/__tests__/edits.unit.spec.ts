import { diffOf } from "../starter/diff"
import { after, before, changesOf, dependency, importing, instead, type Edit } from "../starter/edits"

const PAGE = `"use client"

import { a } from "./a"
import {
  b,
} from "./b"

export const list = async () => {
  return load({
    cache: "force-cache",
  }).then(({ things }) => things)
}
`

const edit = (text: string, ...edits: Edit[]) => {
  const { changes, missing } = changesOf([{ path: "page.ts", edits }], () => text)
  return { text: changes[0]?.after ?? text, missing, changes }
}

describe("an edit", () => {
  it("puts text before, behind or in the place of its anchor", () => {
    expect(edit(PAGE, before("return load(", "log()\n  ")).text).toContain("  log()\n  return load({")
    expect(edit(PAGE, after(".then(({ things }) => things)", ".catch(none)")).text).toContain(
      "=> things).catch(none)\n",
    )
    expect(edit(PAGE, instead(`cache: "force-cache"`, `cache: "no-store"`)).text).toContain(
      `    cache: "no-store",\n`,
    )
  })

  it("finds its anchor however a formatter has spaced and quoted it", () => {
    const other = PAGE.replace(`"force-cache",\n  }).then`, `'force-cache' ,\n\n}) .then`)
    const anchor = `cache: "force-cache",
          }).then(({ things }) => things)`
    expect(edit(other, after(anchor, ".catch(none)")).missing).toEqual([])
    expect(
      edit(PAGE.replace("({ things }) =>", "({things}) =>"), after(anchor, ".catch(none)")).missing,
    ).toEqual([])
  })

  it("changes nothing the second time, even where the line was formatted or moved since", () => {
    const edits = [
      importing("{ c }", "./c"),
      before("return load(", "log()\n  "),
      instead(`cache: "force-cache"`, `cache: mine ? "no-store" : "force-cache"`),
    ]
    const once = edit(PAGE, ...edits).text
    expect(edit(once, ...edits).changes).toEqual([])
    const formatted = once.replace(`"no-store" : "force-cache"`, `"no-store"\n      : "force-cache"`)
    expect(edit(formatted, ...edits).changes).toEqual([])
    const sorted = once
      .replace(`\nimport { c } from "./c"`, "")
      .replace(`import { a`, `import { c } from './c';\nimport { a`)
    expect(edit(sorted, ...edits).changes).toEqual([])
  })

  it("is missing where its anchor is not there, or there twice", () => {
    expect(edit(PAGE, before("return fetch(", "log()")).missing).toEqual([
      { path: "page.ts", anchor: "return fetch(" },
    ])
    expect(edit(PAGE + PAGE, before("return load(", "log()")).missing).toHaveLength(1)
  })

  it("keeps a file's own line ends", () => {
    const windows = PAGE.replaceAll("\n", "\r\n")
    const { text } = edit(windows, importing("{ c }", "./c"), before("return load(", "log()\n  "))
    expect(text).toContain(`import { c } from "./c"\r\n`)
    expect(text.replaceAll("\r\n", "")).not.toContain("\n")
  })
})

describe("an import", () => {
  it("goes behind the last one, however many lines that has", () => {
    expect(edit(PAGE, importing("{ c }", "./c")).text).toContain(
      `} from "./b"\nimport { c } from "./c"\n\nexport`,
    )
  })

  it("goes behind one that brings no name", () => {
    expect(edit(`import "./style.css"\nrun()\n`, importing("c", "./c")).text).toBe(
      `import "./style.css"\nimport c from "./c"\nrun()\n`,
    )
  })
})

describe("a dependency", () => {
  const manifest = (...names: string[]) =>
    JSON.stringify(
      { dependencies: Object.fromEntries(names.map((name) => [name, "1"])), scripts: {} },
      null,
      2,
    )

  it.each([
    [
      ["lodash", "next"],
      ["lodash", "medusa-payment-gateways", "next"],
    ],
    [["next"], ["medusa-payment-gateways", "next"]],
    [["lodash"], ["lodash", "medusa-payment-gateways"]],
  ])("takes its place among %j", (there, then) => {
    const { text } = edit(manifest(...there), dependency("medusa-payment-gateways", "1"))
    expect(text).toBe(manifest(...then))
  })

  it("stays in the version that the shop has", () => {
    const { changes } = edit(manifest("medusa-payment-gateways"), dependency("medusa-payment-gateways", "2"))
    expect(changes).toEqual([])
  })
})

it("tells of every missing place, and of every missing file", () => {
  const files = [
    { path: "gone.ts", edits: [before("x", "mark()")] },
    {
      path: "page.ts",
      edits: [before("return load(", "log()\n  "), before("nowhere", "mark()"), before("never", "mark()")],
    },
  ]
  const { missing } = changesOf(files, (path) => (path === "page.ts" ? PAGE : null))
  expect(missing).toEqual([
    { path: "gone.ts", anchor: null },
    { path: "page.ts", anchor: "nowhere" },
    { path: "page.ts", anchor: "never" },
  ])
})

describe("a change, as the merchant sees it", () => {
  it("is what goes and what comes, with a line around it", () => {
    const text = "one\ntwo\nthree\nfour\nfive\n"
    const shown = diffOf({
      path: "a.ts",
      before: text,
      after: text.replace("three", "3").replace("five", "five\nsix"),
    })
    expect(shown.split("\n").map((line) => line.trim())).toEqual([
      "changed  a.ts",
      "…",
      "two",
      "- three",
      "+ 3",
      "four",
      "five",
      "+ six",
      "",
    ])
  })

  it("is the length of a new file", () => {
    expect(diffOf({ path: "a.ts", before: null, after: "one\ntwo\n" })).toContain("new      a.ts (2 lines)")
  })
})
