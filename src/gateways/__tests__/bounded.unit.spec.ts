import { GatewayDeclined, IntegrityError, OutcomeUnknown } from "../../core/errors"
import type { CreatedPayment, Gateway, NextAction, Observation } from "../../core/gateway"
import { Money } from "../../core/money"
import { bounded } from "../bounded"
import { known, request } from "./fixtures"

const LONG = "x".repeat(100_000)

/** A gateway that answers, or fails, with whatever a test hands it. */
const saying = (answer: unknown): Gateway => {
  const call = async () => {
    if (answer instanceof Error) throw answer
    return answer as never
  }
  const calls = [
    "createPayment",
    "fetchPayment",
    "listPayments",
    "refundPayment",
    "balances",
    "checkConnection",
  ]
  const members = Object.fromEntries(calls.map((name) => [name, call]))
  return bounded({ ...members, payouts: { create: call, fetch: call, list: call } } as unknown as Gateway)
}

const seen = (change: Partial<Observation> = {}): Observation => ({
  ...{ status: "paid", code: "1", reference: "mpg-1", gatewayId: "7", account: "shop", asked: "1.00" },
  ...{ received: null, currency: "RUB", fee: null, test: false, paidAt: null, raw: { id: "7" } },
  ...change,
})
const look = (change: Partial<Observation>) => saying(seen(change)).fetchPayment(known(Money.of("1", "RUB")))
const created = (change: Partial<CreatedPayment>) =>
  saying({ gatewayId: "7", next: { type: "redirect", url: "https://pay.example" }, ...change }).createPayment(
    request(),
  )

const transfer: Extract<NextAction, { type: "transfer" }> = {
  type: "transfer",
  wallet_number: "994501112233",
  wallet_link: null,
  qr: null,
  amount: "1",
  currency_code: "azn",
  expires_at: null,
}

it("leaves an answer of the usual lengths as it is", async () => {
  expect(await look({})).toEqual(seen())
  expect(await created({ payerAccount: "994501112233" })).toMatchObject({ payerAccount: "994501112233" })
  expect(await saying(null).fetchPayment(known(Money.of("1", "RUB")))).toBeNull()
})

it.each<[string, Partial<Observation>, Partial<Observation>]>([
  ["its status word", { code: LONG }, { code: "x".repeat(40) }],
  ["NUL in its status word", { code: "pa\0id" }, { code: "paid" }],
  ["its number", { gatewayId: LONG }, { gatewayId: null }],
  ["NUL in its number", { gatewayId: "7\0" }, { gatewayId: null }],
  ["its fee", { fee: "1".repeat(50) }, { fee: null }],
  ["its date", { paidAt: LONG }, { paidAt: null }],
  ["what is kept of it", { raw: { words: LONG } }, { raw: {} }],
  ["NUL in what is kept of it", { raw: { words: "a\0" } }, { raw: {} }],
  ["half of a character in what is kept of it", { raw: { words: "a\ud83d" } }, { raw: {} }],
])("keeps a payment although %s is too long or cannot be written down", async (_what, change, kept) => {
  expect(await look(change)).toEqual(seen(kept))
})

it.each<[string, Partial<Observation>]>([
  ["what was asked", { asked: "9".repeat(41) }],
  ["what came", { received: "9".repeat(41) }],
  ["what is held", { held: "9".repeat(41) }],
  ["what went back", { refunded: "9".repeat(41) }],
  ["the currency", { currency: LONG }],
])("cuts no money: %s", async (_what, change) => {
  await expect(look(change)).rejects.toBeInstanceOf(IntegrityError)
})

it.each<[string, Partial<CreatedPayment>, object]>([
  ["the number", { gatewayId: LONG }, { gatewayId: null }],
  ["the payer's account", { payerAccount: LONG }, { next: { type: "redirect" } }],
  ["a wallet's link", { next: { ...transfer, wallet_link: LONG } }, { next: { ...transfer } }],
  ["a wallet's picture", { next: { ...transfer, qr: LONG.repeat(5) } }, { next: { ...transfer } }],
  ["NUL in a wallet's link", { next: { ...transfer, wallet_link: "m10:\0" } }, { next: { ...transfer } }],
])("lets a shopper pay although %s is too long or cannot be written down", async (_what, change, rest) => {
  expect(await created(change)).toMatchObject(rest)
})

it.each<[string, CreatedPayment["next"]]>([
  ["address", { type: "redirect", url: `https://pay.example/${LONG}` }],
  ["address", { type: "redirect", url: "" }],
  ["wallet", { ...transfer, wallet_number: LONG }],
  ["form", { type: "form", url: "https://pay.example", fields: { a: LONG, b: LONG } }],
  ["form", { type: "form", url: "https://pay.example", fields: { "a\0": "1" } }],
])("asks on about a payment that exists, and whose %s nobody can use", async (_what, next) => {
  await expect(created({ next })).rejects.toBeInstanceOf(OutcomeUnknown)
})

it("keeps an error's kind, and so much of its words as can be written down", async () => {
  const said = new GatewayDeclined(`no\0 ${LONG}`, "gateway_declined", LONG)
  const error: GatewayDeclined = await saying(said)
    .fetchPayment(known(Money.of("1", "RUB")))
    .then(() => undefined as never)
    .catch((thrown: unknown) => thrown as GatewayDeclined)
  expect(error).toBe(said)
  expect([error.message.length, error.reason.length, error.message.startsWith("no x")]).toEqual([
    500,
    500,
    true,
  ])
})

it("bounds lists, refunds, payouts, balances and connections as well", async () => {
  const payment = known(Money.of("1", "RUB"))
  const listed = await saying({ items: [seen({ code: LONG })], next: null }).listPayments?.(null)
  expect(listed?.items[0]?.code).toHaveLength(40)
  const refunded = { gatewayId: LONG, status: "failed", amount: "1.00", reason: LONG, raw: { words: LONG } }
  expect(await saying(refunded).refundPayment?.(payment, {} as never)).toMatchObject({
    ...{ gatewayId: null, amount: "1.00", reason: "x".repeat(500), raw: {} },
  })
  const paidOut = { reference: "out-1", gatewayId: LONG, status: "paid", raw: { words: LONG } }
  expect(await saying(paidOut).payouts?.create({} as never)).toMatchObject({ gatewayId: null, raw: {} })
  expect(await saying([paidOut]).payouts?.list?.(1)).toMatchObject([{ gatewayId: null }])
  await expect(saying([{ currency: LONG, available: "1" }]).balances?.()).rejects.toThrow(IntegrityError)
  const connection = await saying({ account: LONG, details: { shop: LONG } }).checkConnection?.()
  expect([connection?.account.length, connection?.details.shop?.length]).toEqual([255, 500])
})
