import { readFileSync } from "node:fs"
import { join } from "node:path"
import { systemRuntime } from "../src/core"
import { createM2cerberClient } from "../src/gateways/m2cerber/client"
import { m2cerber } from "../src/gateways/m2cerber/gateway"
import { m2cerberSettings } from "../src/gateways/m2cerber/options"
import { createTegroClient } from "../src/gateways/tegro/client"
import { readEntry } from "../src/gateways/entry-options"
import { tegro } from "../src/gateways/tegro/gateway"
import { tegroSettings } from "../src/gateways/tegro/options"
import { createYookassaClient } from "../src/gateways/yookassa/client"
import { yookassa } from "../src/gateways/yookassa/gateway"

/** A call of a gateway's protocol, and the title of a test that makes it over HTTP. */
export interface TestedCall {
  gateway: string
  call: string
  test: string
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The methods are read off the clients; pages and webhooks, which have none, are named here. */
function protocols(): { gateway: string; spec: string; calls: [call: string, title: string][] }[] {
  const runtime = systemRuntime()
  const keys = { shopId: "x", apiKey: "x", secretKey: "x" }
  const tegroClient = createTegroClient(tegroSettings(readEntry(tegro, keys)), runtime)
  const merchant = { merchantId: "x", secretKey: "x", callbackBaseUrl: "https://x.example" }
  const m2cerberClient = createM2cerberClient(m2cerberSettings(readEntry(m2cerber, merchant)), runtime)
  const kassa = { shopId: "1", secretKey: "live_x", returnUrl: "https://x.example" }
  const yookassaClient = createYookassaClient(readEntry(yookassa, kassa).options, runtime)
  const named = (names: string[]) => names.map((name): [string, string] => [name, `(^|and )${name}`])
  return [
    {
      gateway: "Tegro.money",
      spec: "tegro.endpoints.spec.ts",
      calls: [
        ...named(Object.keys(tegroClient)),
        ["/pay/", "takes a signed link"],
        ["/pay/form/", "takes a signed form"],
        ["notification: multipart, urlencoded, JSON, GET", "sent as"],
      ],
    },
    {
      gateway: "m2cerber",
      spec: "m2cerber.endpoints.spec.ts",
      calls: [
        ...named(Object.keys(m2cerberClient).map(snakeCase)),
        ["webhooks: accept, cancel, change sum", "sent as"],
        ["webhook: payout", "tell of a payout"],
      ],
    },
    {
      gateway: "YooKassa",
      spec: "yookassa.endpoints.spec.ts",
      calls: [
        ...named(Object.keys(yookassaClient)),
        ["notifications of payments and refunds", "a notification of"],
      ],
    },
  ]
}

/** @throws Error when a call has no test that names it */
export function testedCalls(): TestedCall[] {
  return protocols().flatMap(({ gateway, spec, calls }) => {
    const source = readFileSync(join(__dirname, "..", "integration-tests", "gateways", spec), "utf8")
    const titles = [
      ...source.matchAll(/\bit(?:\.each[^"]*)?\(\s*"([^"]+)"|\]\)\(\s*"([^"]+)"|as const\)\(\s*"([^"]+)"/g),
    ].map(([, ...groups]) => groups.find(Boolean) ?? "")
    return calls.map(([call, title]) => {
      const test = titles.find((candidate) => new RegExp(`${title}(\\W|$)`).test(candidate))
      if (!test) throw new Error(`${spec} has no test that names ${title}`)
      return { gateway, call, test: test.replace(/:? ?%s/, " …") }
    })
  })
}
