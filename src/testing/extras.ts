import assert from "node:assert/strict"
import { randomInt } from "node:crypto"
import type { Payouts, PayoutRequest } from "../core/gateway"
import { HOOK_PATH, type Bench } from "./bench"
import type { Play } from "./conformance"

const DECIMAL = /^-?\d+(\.\d+)?$/

/** A case for gateways that have the member. */
const having = (
  member: "cancelPayment" | "confirmSent" | "listPayments" | "balances" | "checkConnection" | "payouts",
  play: (bench: Bench) => Promise<void>,
): Play => ({
  needs: ({ gateway, harness, otherSide }) =>
    gateway[member] !== undefined &&
    (member !== "payouts" || (harness.payout !== undefined && otherSide.payouts !== undefined)),
  why: `the gateway has no ${member}`,
  play,
})

const payoutRequest = (bench: Bench): PayoutRequest => {
  const { amount = "10.00", account = "", paymentSystem } = bench.harness.payout ?? {}
  return {
    reference: bench.gateway.newReference(),
    amount: bench.money(amount),
    account,
    ...(paymentSystem !== undefined && { paymentSystem }),
    hookPath: HOOK_PATH,
  }
}
const payoutsOf = (bench: Bench) => bench.gateway.payouts as Payouts

const payoutsMade = async (bench: Bench, reference: string) =>
  ((await bench.otherSide.payouts?.()) ?? []).filter((one) => one.reference === reference)

/** What a gateway may be able to do besides. */
export const extras: Record<string, Play> = {
  "cancels a payment without taking money for it": having("cancelPayment", async (bench) => {
    const payment = await bench.start()
    await bench.gateway.cancelPayment?.(payment)
    assert.notEqual((await bench.settle(payment)).decision.kind, "capture")
    await bench.gateway.cancelPayment?.(payment)
  }),

  "does not take the shopper's word for money": having("confirmSent", async (bench) => {
    let payment = await bench.start()
    await bench.gateway.confirmSent?.(payment)
    for (let polls = 0; polls < 3; polls++) {
      const settled = await bench.settle(payment)
      assert.equal(settled.decision.kind, "wait")
      payment = settled.payment
    }
    await bench.otherSide.pay(payment.reference)
    assert.equal((await bench.settle(payment)).decision.kind, "capture")
  }),

  "lists what was asked for, newest first, and comes to an end": having("listPayments", async (bench) => {
    const started = [await bench.start(), await bench.start()]
    await bench.otherSide.pay(started[0]?.reference as string)
    const first = (await bench.gateway.listPayments?.(1)) ?? []
    bench.see(first)
    assert.deepEqual(
      first.map(({ reference, status }) => [reference, status]),
      [
        [started[1]?.reference, "awaiting"],
        [started[0]?.reference, "paid"],
      ],
    )
    assert.deepEqual(await bench.gateway.listPayments?.(2 + randomInt(100)), [])
  }),

  "shows balances as exact decimals": having("balances", async (bench) => {
    const balances = (await bench.gateway.balances?.()) ?? []
    bench.see(balances)
    assert.ok(balances.length > 0)
    for (const { currency, available, pending, canceled } of balances) {
      assert.match(currency, /^[A-Z]{3,5}$/)
      for (const sum of [available, pending, canceled]) assert.ok(sum === null || DECIMAL.test(sum), `${sum}`)
    }
  }),

  "proves that keys and connection are right, and tells when they are not": having(
    "checkConnection",
    async (bench) => {
      const connection = await bench.gateway.checkConnection?.()
      bench.see(connection)
      assert.ok((connection?.account.length ?? 0) > 0)
      await bench.fails(["declined", "integrity"], () => bench.create("wrong_key").checkConnection?.())
      await bench.fails(["unavailable"], () => bench.create("unreachable").checkConnection?.())
    },
  ),

  "sends a payout, and finds it by our reference": having("payouts", async (bench) => {
    const [request, payouts] = [payoutRequest(bench), payoutsOf(bench)]
    const created = await payouts.create(request)
    bench.see(created)
    assert.equal(created.reference, request.reference)
    assert.equal(created.status, "pending")
    const made = await payoutsMade(bench, request.reference)
    assert.deepEqual(
      made.map(({ amount }) => bench.money(amount).amount),
      [request.amount.amount],
    )
    const found = await payouts.fetch(request)
    assert.equal(found?.reference, request.reference)
    assert.equal(found?.status, "pending")
    await bench.otherSide.settlePayout?.(request.reference, "paid")
    assert.equal((await payouts.fetch(request))?.status, "paid")
  }),

  "shows a payout that came back as not paid": having("payouts", async (bench) => {
    const request = payoutRequest(bench)
    await payoutsOf(bench).create(request)
    await bench.otherSide.settlePayout?.(request.reference, "canceled")
    assert.equal((await payoutsOf(bench).fetch(request))?.status, "canceled")
  }),

  "finds no payout that was never sent": having("payouts", async (bench) => {
    assert.equal(await payoutsOf(bench).fetch(payoutRequest(bench)), null)
  }),

  "sends no second payout when no answer comes after the first": having("payouts", async (bench) => {
    const [request, payouts] = [payoutRequest(bench), payoutsOf(bench)]
    await bench.otherSide.trouble("silence_after_success")
    await bench.fails(["outcome_unknown"], () => payouts.create(request))
    assert.equal((await payoutsMade(bench, request.reference)).length, 1)
    assert.equal((await payouts.fetch(request))?.reference, request.reference)
  }),

  "does not take an error for a payout that was never sent": having("payouts", async (bench) => {
    const [request, payouts] = [payoutRequest(bench), payoutsOf(bench)]
    await payouts.create(request)
    const kinds = (["error_answer", "not_found_page"] as const).filter((kind) =>
      bench.otherSide.troubles.includes(kind),
    )
    for (const kind of kinds) {
      await bench.otherSide.trouble(kind)
      await bench.fails(["integrity", "unavailable", "declined"], () => payouts.fetch(request))
    }
    assert.equal((await payouts.fetch(request))?.reference, request.reference)
  }),

  "does not believe an answer about another payout": having("payouts", async (bench) => {
    const request = payoutRequest(bench)
    await payoutsOf(bench).create(request)
    await bench.otherSide.trouble("wrong_reference")
    await bench.fails(["integrity"], () => payoutsOf(bench).fetch(request))
  }),

  "lists its payouts, newest first, and comes to an end": {
    ...(having("payouts", async (bench) => {
      const [first, second] = [payoutRequest(bench), payoutRequest(bench)]
      await payoutsOf(bench).create(first)
      await payoutsOf(bench).create(second)
      const listed = (await payoutsOf(bench).list?.(1)) ?? []
      assert.deepEqual(
        listed.map(({ reference }) => reference),
        [second.reference, first.reference],
      )
      assert.deepEqual(await payoutsOf(bench).list?.(50), [])
    }) as Exclude<Play, (bench: Bench) => Promise<void>>),
    needs: ({ gateway, harness }) => gateway.payouts?.list !== undefined && harness.payout !== undefined,
    why: "the gateway does not list payouts",
  },
}
