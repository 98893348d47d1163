import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { ProcessFailed, runProcess } from "../process"
import { cleanEnvironment } from "./environment"
import { LOGS } from "./places"

/** What a storefront writes, as far as it shows that names, types and modules are found. */
const PAGE = `import {
  createPaymentsClient,
  PaymentPanel,
  PaymentsProvider,
  ru,
  usePayment,
  type PaymentView,
} from "medusa-payment-gateways/storefront"

const client = createPaymentsClient({ baseUrl: "http://localhost:9000", publishableKey: "pk_1" })
export const sum = (payment: PaymentView): string => payment.amount
export const flow = (id: string): boolean => usePayment(id).isSlow
// @ts-expect-error: what is not there must not pass for "any"
export const wrong = (payment: PaymentView) => payment.nothing
export const Page = () => (
  <PaymentsProvider client={client} labels={ru}>
    <PaymentPanel sessionId="payses_1" onDone={sum} onRetry={() => {}} />
  </PaymentsProvider>
)
`

const RUN = `import * as storefront from "medusa-payment-gateways/storefront"
import { createRequire } from "node:module"
const client = storefront.createPaymentsClient({ baseUrl: "http://localhost", publishableKey: "pk_1" })
if (typeof client.payment !== "function") throw new Error("the client has no payment()")
createRequire(import.meta.url).resolve("medusa-payment-gateways/storefront/style.css")
`

/**
 * What goes wrong when a storefront, which is made of modules, imports the installed package: in Node.js itself, as
 * a server that renders pages does, and for TypeScript as bundlers and as Node.js resolve names.
 */
export async function storefrontComplaints(app: string): Promise<string[]> {
  const folder = join(app, "storefront")
  mkdirSync(folder)
  writeFileSync(join(folder, "package.json"), `{ "type": "module", "private": true }\n`)
  writeFileSync(join(folder, "page.tsx"), PAGE)
  writeFileSync(join(folder, "run.js"), RUN)
  const tsc = join(app, "node_modules/typescript/bin/tsc")
  const types = (module: string, resolution: string) => [
    tsc,
    ...[
      "--noEmit",
      "--strict",
      "--target",
      "ES2022",
      "--lib",
      "ES2023,DOM,DOM.Iterable",
      "--jsx",
      "react-jsx",
    ],
    ...["--module", module, "--moduleResolution", resolution, "--types", "react", "page.tsx"],
  ]
  const attempts: [name: string, args: string[]][] = [
    ["storefront-node", ["run.js"]],
    ["storefront-types-bundler", types("ESNext", "bundler")],
    ["storefront-types-node", types("NodeNext", "NodeNext")],
    // Medusa's storefront starters still resolve names as Node.js did before it knew "exports".
    ["storefront-types-node10", types("ESNext", "node10")],
  ]
  const found = await Promise.all(attempts.map(([name, args]) => complaintOf(folder, name, args)))
  return found.flat()
}

async function complaintOf(cwd: string, name: string, args: string[]): Promise<string[]> {
  const logFile = join(LOGS, `${name}.log`)
  try {
    await runProcess({ name, command: process.execPath, args, cwd, env: cleanEnvironment(), logFile })
    return []
  } catch (error) {
    if (!(error instanceof ProcessFailed)) throw error
    return [`${name}: ${error.lastLines().find((line) => /error/i.test(line)) ?? error.message}`]
  }
}
