import { Readable } from "node:stream"
import { asValue, createContainer } from "@medusajs/framework/awilix"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { InvalidNotification } from "../../../../core"
import { refusals } from "../../../../http"
import { GATEWAY_LEDGER } from "../../../../modules/gateway-ledger"
import { MAX_BODY_BYTES } from "../read-body"
import { receiveNotification } from "../receive"

/** A store with one entry of one gateway, which no request here has the key of; what it reads of its database. */
function store() {
  const reads: string[] = []
  const gateway = {
    ...{ name: "tegro", account: "1" },
    parseNotification: () => {
      throw new InvalidNotification("bad_signature", "not signed with the shop's key")
    },
  }
  const running = createContainer()
  running.register({
    pp_tegro_main: asValue({ gateway }),
    pp_stripe_main: asValue({}),
    paymentService: { resolve: () => reads.push("another service of the module") } as never,
  })
  const services: Record<string, unknown> = {
    [ContainerRegistrationKeys.LOGGER]: { warn() {}, error: (line: string) => reads.push(line) },
    [GATEWAY_LEDGER]: { inbox: { receive: async () => void reads.push("inbox") } },
    [Modules.PAYMENT]: {
      paymentProviderService_: { __container__: running.cradle },
      listPaymentProviders: async () => {
        reads.push("payment providers")
        return [{ id: "pp_tegro_main" }]
      },
    },
  }
  const scope = { resolve: (name: string) => services[name] }
  const post = async (provider: string, body: string, type = "application/json") => {
    const headers = { "content-type": type, "content-length": String(Buffer.byteLength(body)) }
    const req = Object.assign(Readable.from([Buffer.from(body)]), {
      ...{ headers, scope, params: { provider }, originalUrl: "/hooks" },
    })
    const sent: unknown[] = []
    const res = {
      setHeader() {},
      status: (status: number) => ({ json: ({ code }: { code: string }) => sent.push(status, code) }),
    }
    await receiveNotification(req as unknown as MedusaRequest, res as unknown as MedusaResponse)
    return sent
  }
  return { post, reads }
}

const LARGE = "x".repeat(MAX_BODY_BYTES + 1)
const counted = () => [...refusals().keys()]

it("what strangers send to entries that they made up is counted together, and costs no statement", async () => {
  const { post, reads } = store()
  const answers = [
    await post("tegro_made_up_1", LARGE),
    await post("tegro_made_up_2", '{"broken": '),
    await post("tegro_made_up_3", '{"order_id": "1"}'),
    await post("made_up", LARGE),
  ]
  expect(answers).toEqual([
    [413, "too_large"],
    [400, "malformed_notification"],
    [404, "unknown_shop"],
    [404, "unknown_shop"],
  ])
  expect(counted()).toEqual([
    "any provider: too_large",
    "any provider: malformed_notification",
    "any provider: unknown_shop",
  ])
  expect(reads).toEqual([])
})

it("what is refused at an entry of the store is counted for it", async () => {
  const { post } = store()
  expect(await post("tegro_main", LARGE)).toEqual([413, "too_large"])
  expect(await post("tegro_main", '{"order_id": "1"}')).toEqual([401, "bad_signature"])
  expect(counted()).toEqual(
    expect.arrayContaining(["pp_tegro_main: too_large", "pp_tegro_main: bad_signature"]),
  )
})
