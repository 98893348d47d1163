import { Readable } from "node:stream"
import { setImmediate as turn } from "node:timers/promises"
import { asValue, createContainer } from "@medusajs/framework/awilix"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { InvalidNotification, type Notification, type RawNotification } from "../../../../core"
import { GATEWAY_LEDGER } from "../../../../modules/gateway-ledger"
import { receiveNotification } from "../receive"

const NAMED = "2419a771-000f-5000-9000-1edaf29243f2"
const JSON_ANSWER = { contentType: "application/json", body: '{"ok":true}' }

/** What the gateway makes of a notification: whatever it names. */
function parseNotification({ json, remoteAddress }: RawNotification): Notification {
  const { object, event } = json as { object?: { id?: string }; event?: string }
  if (remoteAddress !== "185.71.76.1") throw new InvalidNotification("bad_signature", "a stranger's address")
  if (event === "payout.succeeded") return { proof: "none", subject: "nothing", acknowledge: JSON_ANSWER }
  const gatewayId = String(object?.id)
  return { proof: "none", subject: "payment", gatewayId }
}

/** A store with one entry of a gateway that signs nothing; everything that happened, in order. */
function store({ isDown = false } = {}) {
  const happened: string[] = []
  const running = createContainer()
  const gateway = { name: "bank", account: "shop", parseNotification }
  const second = { ...gateway, account: "second" }
  running.register({ pp_bank_main: asValue({ gateway }), pp_bank_second: asValue({ gateway: second }) })
  const services: Record<string, unknown> = {
    [ContainerRegistrationKeys.LOGGER]: { warn() {}, error: (line: string) => happened.push(line) },
    [GATEWAY_LEDGER]: {
      inbox: { receive: async () => void happened.push("inbox") },
      attempts: {
        wakeNamed: async (named: object) => {
          happened.push(`look for ${JSON.stringify(named)}`)
          if (isDown) throw new Error("no database")
        },
      },
      installation: {},
    },
    [Modules.PAYMENT]: { paymentProviderService_: { __container__: running.cradle } },
  }
  const scope = { resolve: (name: string) => services[name] }
  const post = async (body: string, remoteAddress = "185.71.76.1", provider = "bank_main") => {
    const headers = { "content-type": "application/json" }
    const req = Object.assign(Readable.from([Buffer.from(body)]), {
      ...{ headers, scope, params: { provider }, originalUrl: "/hooks?source=bank" },
      socket: { remoteAddress },
    })
    const res = {
      setHeader() {},
      status: (status: number) => ({
        json: ({ code }: { code: string }) => happened.push(`${status} ${code}`),
        type: (type: string) => ({ send: (text: string) => happened.push(`${status} ${type} ${text}`) }),
      }),
    }
    await receiveNotification(req as unknown as MedusaRequest, res as unknown as MedusaResponse)
    await turn()
    return happened
  }
  return { post }
}

const naming = (id: unknown) =>
  JSON.stringify({ event: "payment.succeeded", object: { id, status: "succeeded" } })

it("is answered first; then the payment is looked for that it names, and nothing is written down of what it says", async () => {
  const named = { gateway: "bank", account: "shop", gateway_id: NAMED }
  expect(await store().post(naming(NAMED))).toEqual([
    "200 text/plain OK",
    `look for ${JSON.stringify(named)}`,
  ])
})

it("is answered in the gateway's own words where it is about nothing of ours", async () => {
  const happened = await store().post(JSON.stringify({ event: "payout.succeeded", object: {} }))
  expect(happened).toEqual(['200 application/json {"ok":true}'])
})

it("is taken for delivered although the database is away: the payment has its time all the same", async () => {
  const happened = await store({ isDown: true }).post(naming(NAMED))
  expect(happened[0]).toBe("200 text/plain OK")
  expect(happened.at(-1)).toContain("no database")
})

it("is looked for in every account of the gateway where its entry is gone", async () => {
  const happened = await store().post(naming(NAMED), undefined, "bank_renamed")
  expect(happened.slice(1).map((line) => /"account":"(\w+)"/.exec(line)?.[1])).toEqual(["shop", "second"])
})

it.each([
  ["NUL", "7\0"],
  ["half of a character", "7\ud83d"],
  ["more than anybody needs", "7".repeat(300)],
])("is refused where its number cannot be written down: %s", async (_what, id) => {
  expect(await store().post(naming(id))).toEqual(["400 malformed_notification"])
})

it("is refused from an address that the gateway does not take", async () => {
  expect(await store().post(naming(NAMED), "203.0.113.9")).toEqual(["401 bad_signature"])
})
