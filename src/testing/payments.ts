import assert from "node:assert/strict"
import type { NextAction } from "../core/gateway"
import type { Bench } from "./bench"
import type { Play } from "./conformance"

const AMOUNTS = ["0.01", "1490.50", "999999.99"]

/** Asking for money, and learning that it came. */
export const payments: Record<string, Play> = {
  "tells the shopper what to do next": async (bench) => {
    const request = bench.request("500.00")
    const { next, gatewayId } = await bench.gateway.createPayment(request)
    bench.see(next)
    assertUsable(next, bench)
    assert.ok(gatewayId === null || /^\S{1,255}$/.test(gatewayId), "the gateway's number is no number")
  },

  "draws references that the gateway takes, and none of them twice": async (bench) => {
    const started = [await bench.start(), await bench.start(), await bench.start()]
    const drawn = new Set(Array.from({ length: 1_000 }, () => bench.gateway.newReference()))
    started.forEach(({ reference }) => drawn.add(reference))
    assert.equal(drawn.size, 1_003)
    for (const { reference } of started) assert.equal(await bench.copies(reference), 1)
  },

  "asks for exactly the amount": async (bench) => {
    for (const amount of bench.harness.amounts ?? AMOUNTS) {
      const { reference } = await bench.start(amount)
      const asked = (await bench.otherSide.payments()).filter((one) => one.reference === reference)
      assert.deepEqual(
        asked.map((one) => bench.money(one.amount).amount),
        [bench.money(amount).amount],
      )
    }
  },

  "shows a payment that nobody has paid as not paid": async (bench) => {
    const { observation, decision } = await bench.settle(await bench.start())
    const status = observation?.status ?? "unknown there"
    assert.ok(["created", "awaiting", "processing"].includes(status), status)
    assert.equal(decision.kind, "wait")
  },

  "shows a paid payment so that it is captured, once and in full": async (bench) => {
    const payment = await bench.start("1490.50")
    await bench.otherSide.pay(payment.reference)
    const first = await bench.settle(payment)
    assert.equal(first.observation?.reference, payment.reference)
    assert.equal(first.observation.status, "paid")
    assert.deepEqual(first.decision, { kind: "capture", excess: null })
    const again = await bench.settle(first.payment, payment.amount)
    assert.equal(again.decision.kind, "captured")
  },

  "never shows a part of the money as all of it": async (bench) => {
    const payment = await bench.start("500.00")
    await bench.otherSide.pay(payment.reference, "499.99")
    for (let known = payment, polls = 0; polls < 3; polls++) {
      const { decision, payment: later } = await bench.settle(known)
      assert.notEqual(decision.kind, "capture", "it captures although less arrived")
      known = later
    }
  },

  "captures no more than was asked when more is paid": async (bench) => {
    const payment = await bench.start("500.00")
    await bench.otherSide.pay(payment.reference, "600.00")
    const { decision } = await bench.settle(payment)
    const isRight =
      decision.kind === "hold" || (decision.kind === "capture" && decision.excess?.amount === "100.00")
    assert.ok(isRight, `it decides to ${decision.kind}`)
  },

  "keeps two payments of the same amount apart": async (bench) => {
    const [paid, unpaid] = [await bench.start(), await bench.start()]
    await bench.otherSide.pay(paid.reference)
    assert.equal((await bench.settle(paid)).decision.kind, "capture")
    assert.equal((await bench.settle(unpaid)).decision.kind, "wait")
  },

  "shows nothing of a payment that was never asked for": async (bench) => {
    const stranger = { ...(await bench.start()), reference: bench.gateway.newReference(), gatewayId: null }
    await bench.attempt(async () => {
      const { observation } = await bench.settle(stranger)
      assert.equal(observation, null, "it shows a payment that is not there")
    })
  },

  "shows a canceled payment so that the cart is given back": {
    needs: (bench) => bench.otherSide.cancel !== undefined,
    why: "nothing is canceled at the other side",
    play: async (bench) => {
      const payment = await bench.start()
      await bench.otherSide.cancel?.(payment.reference)
      assert.equal((await bench.settle(payment)).decision.kind, "release")
    },
  },

  "shows money that comes after a cancel": {
    needs: (bench) => bench.otherSide.cancel !== undefined,
    why: "nothing is canceled at the other side",
    play: async (bench) => {
      const payment = await bench.start()
      await bench.otherSide.cancel?.(payment.reference)
      const canceled = await bench.settle(payment)
      await bench.otherSide.pay(payment.reference)
      assert.equal((await bench.settle(canceled.payment)).decision.kind, "capture")
    },
  },
}

/** A storefront can show it without knowing the gateway, and nothing in it runs scripts. */
function assertUsable(next: NextAction, bench: Bench): void {
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
      assert.ok(bench.money(next.amount).equals(bench.money("500.00")))
      assert.equal(next.currency_code.toUpperCase(), bench.harness.currency.toUpperCase())
      assert.ok(next.expires_at === null || !Number.isNaN(Date.parse(next.expires_at)))
      return
    default:
      assert.fail(`an unknown next action: ${(next as { type: string }).type}`)
  }
}
