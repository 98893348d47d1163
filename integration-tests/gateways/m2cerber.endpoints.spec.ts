import {
  mergeClaim,
  Money,
  systemRuntime,
  type Gateway,
  type KnownPayment,
  type SignedNotification,
} from "../../src/core"
import { createM2cerberClient } from "../../src/gateways/m2cerber/client"
import { createM2cerberGateway } from "../../src/gateways/m2cerber/gateway"
import type { M2cerberOptionsInput } from "../../src/gateways/m2cerber/options"
import { m2cerberOptions } from "./support/m2cerber"
import { startWorld } from "./support/world"

const world = startWorld()
const runtime = { ...systemRuntime(), sleep: async () => {} }

const client = () => createM2cerberClient(m2cerberOptions(world), runtime)
const gateway = (change: Partial<M2cerberOptionsInput> = {}): Gateway =>
  createM2cerberGateway(m2cerberOptions(world, change), runtime)

const azn = (amount: string) => Money.of(amount, "AZN")
const HOOK = "hooks/payment-gateways/m2cerber_main"

async function start(shop: Gateway, amount = "500.00"): Promise<KnownPayment> {
  const reference = shop.newReference()
  const request = {
    reference,
    amount: azn(amount),
    payer: { fields: { user_wallet: "994501234567" } },
    receipt: [],
    hookPath: HOOK,
  }
  const { gatewayId } = await shop.createPayment(request)
  return {
    reference,
    gatewayId,
    amount: azn(amount),
    status: "awaiting",
    claims: {},
    codes: [],
    createdAt: Date.now(),
  }
}

const state = async () => (await world.control.state()).m2cerber
const wallet = (payment_id: string, sum = "500.00") => ({
  payment_id,
  user_wallet: "994501234567",
  sum,
  callback_url: `${world.receiver.url}${HOOK}/x`,
  create_time: "2024-09-28 14:30:00",
})
const facts = (paymentId: string, sum = "500.00") => ({ paymentId, sum })

/** What arrived at the store's hook, as a store takes it in. */
async function told(shop: Gateway, payment: KnownPayment): Promise<KnownPayment> {
  await world.control.notifications.idle()
  return world.receiver.about("payment_id", payment.reference).reduce((known, raw) => {
    const { claim } = shop.parseNotification(raw) as SignedNotification
    return { ...known, claims: mergeClaim(known.claims, claim, "AZN") }
  }, payment)
}

beforeEach(async () => {
  world.receiver.clear()
  await world.control.reset()
})

describe("every method of the API", () => {
  it("get_wallet opens a payment of exactly what was asked", async () => {
    const answer = await client().getWallet(wallet("3636363", "1490.50"))
    expect(answer).toMatchObject({ payment_id: "3636363", wallet_number: expect.stringMatching(/^\d+$/) })
    expect((await state()).payments).toEqual([
      expect.objectContaining({
        paymentId: "3636363",
        merchId: "1",
        sum: "1490.5",
        userWallet: "994501234567",
        createTime: "2024-09-28 14:30:00",
      }),
    ])
  })

  it("update_status tells that the money was sent, and that it will not be", async () => {
    await client().getWallet(wallet("3636363"))
    await client().getWallet(wallet("4747474"))
    const accepted = await client().updateStatus(facts("3636363"), "accept")
    expect(accepted).toEqual({ paymentId: "3636363", status: "confirming" })
    const canceled = await client().updateStatus(facts("4747474"), "cancel")
    expect(canceled).toEqual({ paymentId: "4747474", status: "cancel" })
  })

  it("get_status tells where a payment stands", async () => {
    await client().getWallet(wallet("3636363"))
    const status = async () => (await client().getStatus(facts("3636363"))).status
    expect(await status()).toBe("pending")
    await client().updateStatus(facts("3636363"), "accept")
    expect(await status()).toBe("confirming")
    await world.control.m2cerber.transfer("3636363", "500")
    expect(await status()).toBe("accept")
  })

  it("get_balance sums up all of the time", async () => {
    await client().getWallet(wallet("1", "100.50"))
    await client().getWallet(wallet("2", "200"))
    await client().getWallet(wallet("3", "300"))
    await world.control.m2cerber.transfer("2", "200")
    await world.control.m2cerber.cancel("3")
    expect(await client().getBalance({})).toEqual({ confirmed: "200", pending: "100.5", canceled: "300" })
  })

  it("get_balance sums up a range of days", async () => {
    await client().getWallet({ ...wallet("1", "100"), create_time: "2024-09-27 23:59:59" })
    await client().getWallet({ ...wallet("2", "200"), create_time: "2024-09-28 00:00:00" })
    await client().getWallet({ ...wallet("3", "400"), create_time: "2024-09-29 00:00:00" })
    const pending = async (range: object) => (await gateway().balances?.(range))?.[0]?.pending
    expect(await pending({ from: "2024-09-28", to: "2024-09-28" })).toBe("200")
    expect(await pending({ from: "2024-09-28" })).toBe("600")
    expect(await pending({ to: "2024-09-28" })).toBe("300")
    expect(await pending({})).toBe("700")
  })

  it("payout sends money to a wallet", async () => {
    const { callback_url, create_time } = wallet("")
    const answer = await client().payout({
      payment_id: "5858585",
      payment_sum: "12.34",
      wallet_number: "994507654321",
      callback_url,
      create_time,
    })
    expect(answer).toEqual({ paymentId: "5858585", status: "pending" })
    expect((await state()).payouts).toEqual([
      expect.objectContaining({ paymentId: "5858585", sum: "12.34", walletNumber: "994507654321" }),
    ])
  })

  it.each(["cancelPayment", "confirmSent"] as const)(
    "an answer to %s about another payment is not believed",
    async (call) => {
      const payment = await start(gateway())
      const patch = { payment_id: 4747474, paymnet_id: 4747474 }
      await world.control.faults.add({ gateway: "m2cerber", call: "update_status", kind: "mismatch", patch })
      await expect(gateway()[call]?.(payment)).rejects.toMatchObject({ code: "reference_mismatch" })
    },
  )

  describe("what the payer says is not said blindly:", () => {
    const told = async () =>
      (await world.control.state()).calls.filter(({ call }) => call === "update_status").length
    const CALLS = [
      ["confirmSent", "confirming"],
      ["cancelPayment", "cancel"],
    ] as const
    const lost = (kind: "reset_after_success" | "reset") =>
      world.control.faults.add({ gateway: "m2cerber", call: "update_status", kind })

    it.each(CALLS)("%s, whose answer was lost, is not said again when it had come", async (call, status) => {
      const payment = await start(gateway())
      await lost("reset_after_success")
      await gateway()[call]?.(payment)
      expect([await told(), (await client().getStatus(facts(payment.reference))).status]).toEqual([1, status])
    })

    it.each(CALLS)("%s, which was lost on its way, is said once more", async (call, status) => {
      const payment = await start(gateway())
      await lost("reset")
      await gateway()[call]?.(payment)
      expect((await client().getStatus(facts(payment.reference))).status).toBe(status)
    })

    it.each(["confirming", "accept", "confirm", "a new word"])(
      "that he gives it up is not told of a payment that is %s: money may be on its way",
      async (status) => {
        const payment = await start(gateway())
        const patch = { status }
        await world.control.faults.add({ gateway: "m2cerber", call: "get_status", kind: "mismatch", patch })
        await expect(gateway().cancelPayment?.(payment)).rejects.toMatchObject({ kind: "declined" })
        expect(await told()).toBe(0)
      },
    )

    it("that it was sent is told while m2cerber waits, and of no payment that has gone on", async () => {
      const payment = await start(gateway())
      await gateway().confirmSent?.(payment)
      await gateway().confirmSent?.(payment)
      await world.control.m2cerber.transfer(payment.reference, "500")
      await gateway().confirmSent?.(payment)
      expect(await told()).toBe(1)
    })
  })

  it("a payment that nobody asked for is told as such", async () => {
    await expect(client().getStatus(facts("404"))).rejects.toMatchObject({ kind: "declined" })
  })
})

describe("get_status's accept, without a webhook", () => {
  const accepted = async (codes: string[], change: Partial<M2cerberOptionsInput> = {}) => {
    await world.control.notifications.policy("m2cerber", { drop: true })
    const shop = gateway(change)
    const payment = await start(shop)
    await world.control.m2cerber.transfer(payment.reference, "500")
    return shop.fetchPayment({ ...payment, status: "expired", codes })
  }

  it("is more than waiting and no money, however far the payment has come here", async () => {
    expect(await accepted([])).toMatchObject({ status: "processing", code: "accept", received: null })
    expect(await accepted(["pending", "accept"])).toMatchObject({ status: "processing" })
  })

  it("is money once get_status has said confirming, or where the merchant trusts it", async () => {
    expect(await accepted(["pending", "confirming"])).toMatchObject({ status: "paid" })
    expect(await accepted([], { trustStatusPoll: "always" })).toMatchObject({ status: "paid" })
    expect(await accepted(["confirming"], { trustStatusPoll: "never" })).toMatchObject({
      status: "processing",
    })
  })
})

it("the payer's mere word, shown as accept, never becomes money by being asked about", async () => {
  await world.control.m2cerber.configure({ claimedStatus: "accept" })
  const shop = gateway()
  const payment = await start(shop)
  const codes: string[] = [(await shop.fetchPayment(payment))?.code ?? ""]
  await shop.confirmSent?.(payment)
  for (let look = 0; look < 5; look++) {
    const shown = await shop.fetchPayment({ ...payment, status: "processing", codes })
    expect(shown).toMatchObject({ status: "processing", code: "accept", received: null })
    codes.push(shown?.code ?? "")
  }
})

it("an answer about another payment is shown as what it is", async () => {
  const payment = await start(gateway())
  const patch = { payment_id: 4747474 }
  await world.control.faults.add({ gateway: "m2cerber", call: "get_status", kind: "mismatch", patch })
  const shown = await gateway().fetchPayment(payment)
  expect(shown).toMatchObject({ reference: "4747474", gatewayId: "4747474" })
})

describe("a payment that m2cerber does not know", () => {
  /** The next calls are answered with this 404. */
  const saying = (body: string, times = 1, call = "get_status") =>
    world.control.faults.add({ gateway: "m2cerber", call, kind: "status", status: 404, body, times })
  const unknown = (gatewayId: string | null = null): KnownPayment => ({
    reference: "4747474",
    gatewayId,
    amount: azn("500.00"),
    status: "awaiting",
    claims: {},
    codes: [],
    createdAt: 0,
  })

  it("is one whose making was lost on its way", async () => {
    expect(await gateway().fetchPayment(unknown())).toBeNull()
    expect(await gateway().fetchPayment(unknown("4747474"))).toBeNull()
  })

  it.each(['{"error":"Payment not found"}', '{"detail":"Not found."}', '{"error":"payment does not exist"}'])(
    "is told in the API's own form: %s",
    async (body) => {
      const payment = await start(gateway())
      await saying(body)
      expect(await gateway().fetchPayment(payment)).toBeNull()
    },
  )

  it.each([
    ["a host's page", "<html>Coming Soon!</html>"],
    ["no words at all", ""],
    ["a gateway's JSON", '{"message":"no Route matched with those values"}'],
    ["a framework's JSON", '{"timestamp":"2026-01-01","status":404,"error":"Not Found","path":"/"}'],
    ["HTTP's own phrase", '{"error":"Not Found"}'],
    ["a text in JSON", '"payment not found"'],
    ["a list", '["payment not found"]'],
  ])("is not told by %s", async (_what, body) => {
    const payment = await start(gateway())
    for (const asked of [payment, unknown()]) {
      await saying(body)
      await expect(gateway().fetchPayment(asked)).rejects.toMatchObject({ kind: "unavailable" })
    }
  })

  it("is not told by the API's words about something else", async () => {
    await saying('{"error":"merchant not found"}')
    await expect(gateway().fetchPayment(unknown())).rejects.toMatchObject({ kind: "declined" })
  })

  it("is the same with payouts: a page does not say that one was never sent", async () => {
    const { payouts } = gateway()
    const payout = { reference: "5858585", amount: azn("12.34"), account: "994507654321", hookPath: HOOK }
    expect(await payouts?.fetch(payout)).toBeNull()
    await payouts?.create(payout)
    await saying("<html>Coming Soon!</html>")
    await expect(payouts?.fetch(payout)).rejects.toMatchObject({ kind: "unavailable" })
  })

  it("is asked for once more only when m2cerber says so after a lost answer", async () => {
    const lost = { gateway: "m2cerber", call: "get_wallet", kind: "reset" } as const
    await world.control.faults.add(lost)
    await start(gateway())
    expect((await state()).payments).toHaveLength(1)
    await world.control.faults.add(lost)
    await saying("<html>Coming Soon!</html>")
    await expect(start(gateway())).rejects.toMatchObject({ kind: "outcome_unknown" })
    expect((await state()).payments).toHaveLength(1)
  })

  it("needs no cancel, unless m2cerber had told its number before", async () => {
    await expect(gateway().cancelPayment?.(unknown())).resolves.toBeUndefined()
    await expect(gateway().cancelPayment?.(unknown("4747474"))).rejects.toMatchObject({
      code: "reference_mismatch",
    })
    const payment = await start(gateway())
    await saying("<html>Coming Soon!</html>")
    await expect(gateway().cancelPayment?.(payment)).rejects.toMatchObject({ kind: "unavailable" })
    expect((await state()).payments[0]?.status).toBe("pending")
  })
})

describe("the four webhooks", () => {
  const webhook = async (shop: Gateway, payment: KnownPayment) => {
    await world.control.notifications.idle()
    const all = world.receiver.about("payment_id", payment.reference)
    return all.map((raw) => shop.parseNotification(raw))
  }

  it.each(["json", "urlencoded", "multipart"] as const)("sent as %s are believed", async (encoding) => {
    await world.control.notifications.policy("m2cerber", { encoding })
    const shop = gateway()
    const [paid, canceled] = [await start(shop), await start(shop)]
    await world.control.m2cerber.transfer(paid.reference, "200")
    await world.control.m2cerber.transfer(paid.reference, "300")
    await world.control.m2cerber.cancel(canceled.reference)
    expect(await webhook(shop, paid)).toEqual([
      expect.objectContaining({ claim: { status: "underpaid", received: "200", currency: null } }),
      expect.objectContaining({ claim: { status: "paid", received: "500", currency: null } }),
    ])
    expect(await webhook(shop, canceled)).toEqual([
      expect.objectContaining({ claim: { status: "canceled", received: "0", currency: null } }),
    ])
  })

  it("are believed with a sum that is finer than a qəpik, of which whole ones count", async () => {
    const shop = gateway()
    const payment = await start(shop)
    await world.control.m2cerber.transfer(payment.reference, "250.005")
    await world.control.m2cerber.transfer(payment.reference, "249.999")
    expect(await webhook(shop, payment)).toMatchObject([
      { claim: { status: "underpaid", received: "250.00" } },
      { claim: { status: "paid", received: "500.00" } },
    ])
  })

  it.each(["confirm", "cancel"] as const)("tell of a payout: %s", async (outcome) => {
    const shop = gateway()
    const reference = shop.newReference()
    const request = { reference, amount: azn("12.34"), account: "994507654321", hookPath: HOOK }
    await shop.payouts?.create(request)
    await world.control.m2cerber.settlePayout(reference, outcome)
    await world.control.notifications.idle()
    const [raw] = world.receiver.about("payment_id", reference)
    expect(raw && shop.parseNotification(raw)).toMatchObject({ subject: "payout", reference })
    expect((await shop.payouts?.fetch(request))?.status).toBe(outcome === "confirm" ? "paid" : "canceled")
  })

  it("are refused when the signature is wrong", async () => {
    await world.control.notifications.policy("m2cerber", { wrongSign: true, changeSumSigned: true })
    const shop = gateway()
    const payment = await start(shop)
    await world.control.m2cerber.transfer(payment.reference, "200")
    await world.control.m2cerber.transfer(payment.reference, "300")
    await world.control.notifications.idle()
    const all = world.receiver.about("payment_id", payment.reference)
    expect(all).toHaveLength(2)
    for (const raw of all)
      expect(() => shop.parseNotification(raw)).toThrow(expect.objectContaining({ code: "bad_signature" }))
  })

  it("are believed when the change of sum is signed too", async () => {
    await world.control.notifications.policy("m2cerber", { changeSumSigned: true })
    const shop = gateway()
    const payment = await start(shop)
    await world.control.m2cerber.transfer(payment.reference, "200")
    expect(await webhook(shop, payment)).toMatchObject([{ claim: { status: "underpaid", received: "200" } }])
  })
})

/** What the documents leave open. Whichever way it is, a payment goes through from its start to its capture. */
describe("whatever the documents mean", () => {
  const walk = async (change: Partial<M2cerberOptionsInput> = {}) => {
    const shop = gateway(change)
    const payment = await start(shop)
    expect((await shop.fetchPayment(payment))?.status).toBe("awaiting")
    await shop.confirmSent?.(payment)
    expect((await shop.fetchPayment(payment))?.status).toBe("processing")
    await world.control.m2cerber.transfer(payment.reference, "200")
    const part = await shop.fetchPayment(await told(shop, payment))
    expect(part).toMatchObject({ status: "underpaid", received: "200.00" })
    await world.control.m2cerber.transfer(payment.reference, "300")
    const all = await shop.fetchPayment(await told(shop, payment))
    expect(all).toMatchObject({ status: "paid", received: "500.00" })
    const other = await start(shop)
    await shop.cancelPayment?.(other)
    expect((await shop.fetchPayment(other))?.status).toBe("canceled")
    expect(await shop.balances?.()).toMatchObject([{ currency: "AZN", available: "500" }])
  }

  it.each<[string, Record<string, string>]>([
    ["update_status over the first status", { update_status: "pending+sum" }],
    ["update_status without the sum", { update_status: "status" }],
    ["get_status over the present status", { get_status: "current+sum" }],
    ["get_status over the id alone", { get_status: "id" }],
    ["get_balance over the secret alone", { get_balance: "secret" }],
    ["webhooks over the sum that was asked", { webhook: "status+payment_sum" }],
    ["webhooks over the stored status", { webhook: "stored+confirm_sum" }],
    [
      "all of them otherwise",
      { update_status: "status", get_status: "id", get_balance: "secret", webhook: "status+payment_sum" },
    ],
  ])("about signatures: %s", async (_what, signature) => {
    await world.control.m2cerber.configure({ signature })
    await walk()
  })

  it.each([
    ["ids are texts", { idType: "string" }],
    ["payment_id is spelt right", { misspelt: false }],
    ["balances have short names", { balanceKeys: "short" }],
    ["a paid payment is called confirm", { paidStatus: "confirm" }],
    ["there is no picture", { image: "none" }],
    ["the picture is Python's bytes", { image: "python-repr" }],
    ["the picture is garbage", { image: "garbage" }],
  ] as const)("about answers: %s", async (_what, quirk) => {
    await world.control.m2cerber.configure(quirk)
    await walk()
  })

  it.each(["query", "body"] as const)("about GET: data is read from the %s", async (getTransport) => {
    await world.control.m2cerber.configure({ getTransport })
    await walk()
    await world.control.reset()
    await world.control.m2cerber.configure({ getTransport })
    await walk({ getTransport })
  })

  it("about the last webhook: when it may tell the last part only, no more counts than was told at once", async () => {
    await world.control.notifications.policy("m2cerber", { confirmSum: "last" })
    const shop = gateway()
    const payment = await start(shop)
    await world.control.m2cerber.transfer(payment.reference, "200")
    await world.control.m2cerber.transfer(payment.reference, "300")
    const all = await shop.fetchPayment(await told(shop, payment))
    expect(all).toMatchObject({ status: "paid", received: "300.00" })
  })

  it("a formula that was found once is used first the next time", async () => {
    await world.control.m2cerber.configure({ signature: { get_status: "id" } })
    const shop = gateway()
    const payment = await start(shop)
    for (let i = 0; i < 3; i++) await shop.fetchPayment(payment)
    const asked = (await world.control.state()).calls.filter(({ call }) => call === "get_status")
    expect(asked.map(({ status }) => status)).toEqual([401, 200, 200, 200])
  })

  it("a payout's webhook without the sum in its signature is refused, and get_status tells instead", async () => {
    await world.control.m2cerber.configure({ signature: { payout_webhook: "status" } })
    const shop = gateway()
    const reference = shop.newReference()
    const request = { reference, amount: azn("12.34"), account: "994507654321", hookPath: HOOK }
    await shop.payouts?.create(request)
    await world.control.m2cerber.settlePayout(reference, "confirm")
    await world.control.notifications.idle()
    const [raw] = world.receiver.about("payment_id", reference)
    expect(() => raw && shop.parseNotification(raw)).toThrow(
      expect.objectContaining({ code: "bad_signature" }),
    )
    expect((await shop.payouts?.fetch(request))?.status).toBe("paid")
  })
})

describe("the shopper", () => {
  it.each([
    ["the gateway's picture", "base64-png", /^data:image\/png;base64,/],
    ["the gateway's picture out of Python's bytes", "python-repr", /^data:image\/png;base64,/],
    ["a QR code of our own when there is none", "none", /^data:image\/svg\+xml;base64,/],
    ["a QR code of our own when it is garbage", "garbage", /^data:image\/svg\+xml;base64,/],
  ] as const)("sees %s", async (_what, image, expected) => {
    await world.control.m2cerber.configure({ image })
    const shop = gateway()
    const reference = shop.newReference()
    const request = {
      reference,
      amount: azn("500"),
      payer: { fields: { user_wallet: "994501234567" } },
      receipt: [],
      hookPath: HOOK,
    }
    const { next } = await shop.createPayment(request)
    expect(next).toMatchObject({ type: "transfer", amount: "500.00", qr: expect.stringMatching(expected) })
  })

  it("sees a wallet without link and code when the link is too long to be kept", async () => {
    for (const length of [2_049, 60_000]) {
      const patch = { wallet_link: `https://m10.example/${"a".repeat(length)}`, image: "" }
      await world.control.faults.add({ gateway: "m2cerber", call: "get_wallet", kind: "mismatch", patch })
      const shop = gateway()
      const { next } = await shop.createPayment({
        reference: shop.newReference(),
        amount: azn("500"),
        payer: { fields: { user_wallet: "994501234567" } },
        receipt: [],
        hookPath: HOOK,
      })
      expect(next).toMatchObject({ wallet_number: expect.any(String), wallet_link: null, qr: null })
    }
  })

  it("is told nothing by an answer whose wallet number cannot be one", async () => {
    const patch = { wallet_number: "9".repeat(60_000) }
    await world.control.faults.add({ gateway: "m2cerber", call: "get_wallet", kind: "mismatch", patch })
    await expect(start(gateway())).rejects.toMatchObject({ kind: "outcome_unknown" })
  })

  it("is asked for the wallet that the money will come from", async () => {
    const shop = gateway()
    const request = {
      reference: shop.newReference(),
      amount: azn("500"),
      payer: {},
      receipt: [],
      hookPath: HOOK,
    }
    await expect(shop.createPayment(request)).rejects.toMatchObject({ code: "payer_wallet_required" })
    expect((await state()).payments).toEqual([])
  })

  it("cannot pay more than m2cerber can sign for", async () => {
    const shop = gateway()
    await expect(start(shop, "10000000000000.00")).rejects.toMatchObject({ code: "amount_not_supported" })
    expect((await start(shop, "9999999999999.99")).reference).toMatch(/^\d+$/)
  })
})
