import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { format, resolveConfig } from "prettier"
import { systemRuntime, type GatewayDefinition } from "../src/core"
import { openEntry } from "../src/gateways/entry"
import { sharedOptions } from "../src/gateways/entry-options"
import { m2cerber } from "../src/gateways/m2cerber/gateway"
import { tegro } from "../src/gateways/tegro/gateway"
import { yookassa } from "../src/gateways/yookassa/gateway"
import { ledgerOptions } from "../src/modules/gateway-ledger/options"
import { capabilityTable, type TableColumn } from "./docs/capabilities"
import { errorList, problemList, warningList } from "./docs/catalogues"
import { filled, type Parts } from "./docs/fill"
import { optionList } from "./docs/option-list"

/** The parts of the documents that are made from the code. `--check` only says whether they are up to date. */
const ROOT = join(__dirname, "..")

const column = <O>(title: string, definition: GatewayDefinition<O>, options: unknown): TableColumn => ({
  title,
  ...openEntry(definition, options, systemRuntime()),
})

const gateways = () => [
  column("Tegro.money", tegro, { shopId: "x", apiKey: "x", secretKey: "x" }),
  column("m2cerber (m10)", m2cerber, {
    merchantId: "x",
    secretKey: "x",
    callbackBaseUrl: "https://x.example",
  }),
  column("YooKassa", yookassa, { shopId: "1", secretKey: "live_x", returnUrl: "https://x.example" }),
]

const pages = (): Readonly<Record<string, Parts>> => ({
  "docs/configuration.md": {
    plugin: optionList(ledgerOptions),
    options: optionList(sharedOptions),
    "options-tegro": optionList(tegro.options),
    "options-yookassa": optionList(yookassa.options),
    "options-m2cerber": optionList(m2cerber.options),
  },
  "docs/how-it-works.md": { capabilities: capabilityTable(gateways()) },
  "docs/troubleshooting.md": { warnings: warningList(), problems: problemList(), errors: errorList() },
})

async function main(): Promise<void> {
  const outdated: string[] = []
  for (const [page, parts] of Object.entries(pages())) {
    const path = join(ROOT, page)
    const before = readFileSync(path, "utf8")
    const after = await format(filled(page, before, parts), {
      ...(await resolveConfig(path)),
      filepath: path,
    })
    if (after === before) continue
    outdated.push(page)
    if (!process.argv.includes("--check")) writeFileSync(path, after)
  }
  if (outdated.length > 0 && process.argv.includes("--check")) {
    throw new Error(`${outdated.join(", ")}: the generated parts are out of date; run npm run docs:tables`)
  }
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
