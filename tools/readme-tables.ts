import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { format, resolveConfig } from "prettier"
import { ERROR_CATALOGUE, PROBLEM_CATALOGUE, systemRuntime } from "../src/core"
import { capabilityTable, type TableColumn } from "../src/gateways/capabilities"
import { openEntry } from "../src/gateways/entry"
import { sharedOptions } from "../src/gateways/entry-options"
import { m2cerber } from "../src/gateways/m2cerber/gateway"
import { tegro } from "../src/gateways/tegro/gateway"
import { yookassa } from "../src/gateways/yookassa/gateway"
import { optionTable } from "./option-table"
import { testedCalls } from "./tested-calls"

/** The README's tables that are made from the code. `--check` only says whether they are up to date. */
const README = join(__dirname, "..", "README.md")

const gateways: TableColumn[] = [
  {
    title: "Tegro.money",
    ...openEntry(tegro, { shopId: "x", apiKey: "x", secretKey: "x" }, systemRuntime()),
  },
  {
    title: "m2cerber (m10)",
    ...openEntry(
      m2cerber,
      { merchantId: "x", secretKey: "x", callbackBaseUrl: "https://x.example" },
      systemRuntime(),
    ),
  },
  {
    title: "YooKassa",
    ...openEntry(
      yookassa,
      { shopId: "1", secretKey: "live_x", returnUrl: "https://x.example" },
      systemRuntime(),
    ),
  },
]

const row = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`

const errorTable = () =>
  [
    row(["Code", "What happened", "What to do"]),
    row(["---", "---", "---"]),
    ...Object.entries(ERROR_CATALOGUE).map(([code, { meaning, action }]) =>
      row([`\`${code}\``, meaning, action]),
    ),
  ].join("\n")

const problemTable = () =>
  [
    row(["Kind", "What happened", "What to do", "Clears itself"]),
    row(["---", "---", "---", "---"]),
    ...Object.entries(PROBLEM_CATALOGUE).map(([kind, { happened, todo, clears }]) =>
      row([`\`${kind}\``, happened, todo, clears ? "yes" : ""]),
    ),
  ].join("\n")

const callTable = () =>
  [
    row(["Gateway", "Call or notification", "Made over HTTP by the test"]),
    row(["---", "---", "---"]),
    ...testedCalls().map(({ call, gateway, test }) => row([gateway, `\`${call}\``, test])),
  ].join("\n")

function between(text: string, name: string, table: string): string {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
  const [before, rest] = text.split(start)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`README.md has no place for ${name}`)
  return `${before}${start}\n\n${table}\n\n${end}${after}`
}

async function main(): Promise<void> {
  const before = readFileSync(README, "utf8")
  const filled = [
    ["options", optionTable(sharedOptions)],
    ["options-tegro", optionTable(tegro.options)],
    ["options-m2cerber", optionTable(m2cerber.options)],
    ["options-yookassa", optionTable(yookassa.options)],
    ["capabilities", capabilityTable(gateways)],
    ["problems", problemTable()],
    ["calls", callTable()],
    ["errors", errorTable()],
  ].reduce((text, [name = "", table = ""]) => between(text, name, table), before)
  const after = await format(filled, { ...(await resolveConfig(README)), filepath: README })
  if (after === before) return
  if (process.argv.includes("--check")) {
    throw new Error("README.md: the generated tables are out of date; run npm run docs:tables")
  }
  writeFileSync(README, after)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
