import assert from "node:assert/strict"
import type { NextAction } from "../core/gateway"
import { when, type Check, type ConformanceCheck } from "./check"
import type { ConformanceContext } from "./context"
import type { Impossibility } from "./harness"

/** A check of something that cannot happen at some gateways. */
const unlessNever = (what: Impossibility, check: Check): ConformanceCheck =>
  when(
    ({ harness }) => !harness.never?.includes(what),
    `the gateway lets no ${what.replaceAll("_", " ")} happen`,
  )(check)

const AMOUNTS = ["0.01", "1490.50", "999999.99"]

/** Payments: asking for money, and seeing that it came. */
export const payments: Record<string, ConformanceCheck> = {
  "tells the shopper what to do next": async (context) => {
    const request = context.request("500.00")
    const { next, gatewayId } = await context.gateway.createPayment(request)
    context.see(next)
    assertUsable(next, context)
    assert.ok(gatewayId === null || /^\S{1,255}$/.test(gatewayId), "the gateway's number is no number")
  },

  "draws references that the gateway takes, and none of them twice": async (context) => {
    const started = [await context.start(), await context.start(), await context.start()]
    const drawn = new Set(Array.from({ length: 1_000 }, () => context.gateway.newReference()))
    started.forEach(({ reference }) => drawn.add(reference))
    assert.equal(drawn.size, 1_003)
    for (const { reference } of started) assert.equal(await context.copies(reference), 1)
  },

  "asks for exactly the amount": async (context) => {
    for (const amount of context.harness.amounts ?? AMOUNTS) {
      const { reference } = await context.start(amount)
      const asked = (await context.otherSide.payments()).filter((one) => one.reference === reference)
      assert.deepEqual(
        asked.map((one) => context.money(one.amount).amount),
        [context.money(amount).amount],
      )
    }
  },

  "shows a payment that nobody has paid as not paid": async (context) => {
    const { observation, decision } = await context.settle(await context.start())
    const status = observation?.status ?? "unknown there"
    assert.ok(["created", "awaiting", "processing"].includes(status), status)
    assert.equal(decision.kind, "wait")
  },

  "shows a paid payment so that it is captured, once and in full": async (context) => {
    const payment = await context.start("1490.50")
    await context.otherSide.pay(payment.reference)
    const first = await context.settle(payment)
    assert.equal(first.observation?.reference, payment.reference)
    assert.equal(first.observation.status, "paid")
    assert.deepEqual(first.decision, { kind: "capture", excess: null })
    const again = await context.settle(first.payment, payment.amount)
    assert.equal(again.decision.kind, "captured")
  },

  "never shows a part of the money as all of it": unlessNever("part_payment", async (context) => {
    const payment = await context.start("500.00")
    await context.otherSide.pay(payment.reference, "499.99")
    for (let known = payment, polls = 0; polls < 3; polls++) {
      const { decision, payment: later } = await context.settle(known)
      assert.notEqual(decision.kind, "capture", "it captures although less arrived")
      known = later
    }
  }),

  "captures no more than was asked when more is paid": unlessNever("overpayment", async (context) => {
    const payment = await context.start("500.00")
    await context.otherSide.pay(payment.reference, "600.00")
    const { decision } = await context.settle(payment)
    const isRight =
      decision.kind === "hold" || (decision.kind === "capture" && decision.excess?.amount === "100.00")
    assert.ok(isRight, `it decides to ${decision.kind}`)
  }),

  "keeps two payments of the same amount apart": async (context) => {
    const [paid, unpaid] = [await context.start(), await context.start()]
    await context.otherSide.pay(paid.reference)
    assert.equal((await context.settle(paid)).decision.kind, "capture")
    assert.equal((await context.settle(unpaid)).decision.kind, "wait")
  },

  "shows nothing of a payment that was never asked for": async (context) => {
    const stranger = {
      ...(await context.start()),
      reference: context.gateway.newReference(),
      gatewayId: null,
    }
    await context.attempt(async () => {
      const { observation } = await context.settle(stranger)
      assert.equal(observation, null, "it shows a payment that is not there")
    })
  },

  "shows a canceled payment so that the cart is given back": {
    needs: (context) => context.otherSide.cancel !== undefined,
    why: "nothing is canceled at the other side",
    check: async (context) => {
      const payment = await context.start()
      await context.otherSide.cancel?.(payment.reference)
      assert.equal((await context.settle(payment)).decision.kind, "release")
    },
  },

  "shows money that comes after a cancel": {
    needs: ({ otherSide, harness }) =>
      otherSide.cancel !== undefined && !harness.never?.includes("payment_after_cancel"),
    why: "nothing is paid after a cancel at the other side",
    check: async (context) => {
      const payment = await context.start()
      await context.otherSide.cancel?.(payment.reference)
      const canceled = await context.settle(payment)
      await context.otherSide.pay(payment.reference)
      assert.equal((await context.settle(canceled.payment)).decision.kind, "capture")
    },
  },
}

/** Asserts that a storefront can show a next action without knowing the gateway, and that no script runs in it. */
function assertUsable(next: NextAction, context: ConformanceContext): void {
  const isWebAddress = (text: string) => /^https?:$/.test(new URL(text).protocol)
  switch (next.type) {
    case "redirect":
      assert.ok(isWebAddress(next.url))
      return
    case "form":
      assert.ok(isWebAddress(next.url))
      assert.ok(Object.values(next.fields).every((value) => typeof value === "string"))
      return
    case "transfer":
      assert.ok(next.wallet_number.length > 0)
      assert.ok(next.wallet_link === null || isWebAddress(next.wallet_link))
      assert.ok(next.qr === null || /^data:image\/[\w+]+;base64,[\w+/]+=*$/.test(next.qr))
      assert.ok(context.money(next.amount).equals(context.money("500.00")))
      assert.equal(next.currency_code.toUpperCase(), context.harness.currency.toUpperCase())
      assert.ok(next.expires_at === null || !Number.isNaN(Date.parse(next.expires_at)))
      return
    default:
      assert.fail(`an unknown next action: ${(next as { type: string }).type}`)
  }
}
