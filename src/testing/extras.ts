import assert from "node:assert/strict"
import type { Observation, Page, Payouts, PayoutRequest } from "../core/gateway"
import { possible, when, type Check, type ConformanceCheck } from "./check"
import { DECIMAL, HOOK_PATH, type ConformanceContext } from "./context"

/** A check for gateways that have the member. */
const having = (
  member: "cancelPayment" | "confirmSent" | "listPayments" | "balances" | "checkConnection" | "payouts",
  check: Check,
): ConformanceCheck =>
  when(
    ({ gateway, harness, otherSide }) =>
      gateway[member] !== undefined &&
      (member !== "payouts" || (harness.payout !== undefined && otherSide.payouts !== undefined)),
    `the gateway has no ${member}`,
  )(check)

const listingPayouts = when(
  ({ gateway, harness }) => gateway.payouts?.list !== undefined && harness.payout !== undefined,
  "the gateway does not list payouts",
)

const payoutRequest = (context: ConformanceContext): PayoutRequest => {
  const { amount = "10.00", account = "", method } = context.harness.payout ?? {}
  return {
    reference: context.gateway.newReference(),
    amount: context.money(amount),
    account,
    ...(method !== undefined && { method }),
    hookPath: HOOK_PATH,
  }
}
const payoutsOf = (context: ConformanceContext) => context.gateway.payouts as Payouts

const payoutsMade = async (context: ConformanceContext, reference: string) =>
  ((await context.otherSide.payouts?.()) ?? []).filter((one) => one.reference === reference)

/** Members that a gateway may have. */
export const extras: Record<string, ConformanceCheck> = {
  "cancels a payment without taking money for it": having("cancelPayment", async (context) => {
    const payment = await context.start()
    await context.gateway.cancelPayment?.(payment)
    assert.notEqual((await context.settle(payment)).decision.kind, "capture")
    await context.gateway.cancelPayment?.(payment)
  }),

  "does not take the shopper's word for money": having("confirmSent", async (context) => {
    let payment = await context.start()
    await context.gateway.confirmSent?.(payment)
    for (let polls = 0; polls < 3; polls++) {
      const settled = await context.settle(payment)
      assert.equal(settled.decision.kind, "wait")
      payment = settled.payment
    }
    await context.otherSide.pay(payment.reference)
    assert.equal((await context.settle(payment)).decision.kind, "capture")
  }),

  "lists what was asked for, newest first, and comes to an end": having("listPayments", async (context) => {
    const started = [await context.start(), await context.start()]
    await context.otherSide.pay(started[0]?.reference as string)
    const listed: Observation[] = []
    for (let from: string | null = null, pages = 0; pages === 0 || from !== null; pages++) {
      assert.ok(pages < 10, "the list of two payments does not end")
      const page: Page<Observation> | undefined = await context.gateway.listPayments?.(from)
      context.see(page)
      listed.push(...(page?.items ?? []))
      from = page?.next ?? null
    }
    assert.deepEqual(
      listed.map(({ reference, status }) => [reference, status]),
      [
        [started[1]?.reference, "awaiting"],
        [started[0]?.reference, "paid"],
      ],
    )
  }),

  "shows balances as exact decimals": having("balances", async (context) => {
    const balances = (await context.gateway.balances?.()) ?? []
    context.see(balances)
    assert.ok(balances.length > 0)
    for (const { currency, available, pending, canceled } of balances) {
      assert.match(currency, /^[A-Z]{3,5}$/)
      for (const sum of [available, pending, canceled]) assert.ok(sum === null || DECIMAL.test(sum), `${sum}`)
    }
  }),

  "proves that keys and connection are right, and tells when they are not": having(
    "checkConnection",
    async (context) => {
      const connection = await context.gateway.checkConnection?.()
      context.see(connection)
      assert.ok((connection?.account.length ?? 0) > 0)
      await context.fails(["declined", "integrity"], () => context.create("wrong_key").checkConnection?.())
      await context.fails(["unavailable"], () => context.create("unreachable").checkConnection?.())
    },
  ),

  "sends a payout, and finds it by our reference": having("payouts", async (context) => {
    const [request, payouts] = [payoutRequest(context), payoutsOf(context)]
    const created = await payouts.create(request)
    context.see(created)
    assert.equal(created.reference, request.reference)
    assert.equal(created.status, "pending")
    const made = await payoutsMade(context, request.reference)
    assert.deepEqual(
      made.map(({ amount }) => context.money(amount).amount),
      [request.amount.amount],
    )
    const found = await payouts.fetch(request)
    assert.equal(found?.reference, request.reference)
    assert.equal(found?.status, "pending")
    await context.otherSide.settlePayout?.(request.reference, "paid")
    assert.equal((await payouts.fetch(request))?.status, "paid")
  }),

  "shows a payout that came back as not paid": having("payouts", async (context) => {
    const request = payoutRequest(context)
    await payoutsOf(context).create(request)
    await context.otherSide.settlePayout?.(request.reference, "canceled")
    assert.equal((await payoutsOf(context).fetch(request))?.status, "canceled")
  }),

  "finds no payout that was never sent": having("payouts", async (context) => {
    assert.equal(await payoutsOf(context).fetch(payoutRequest(context)), null)
  }),

  "sends no second payout when no answer comes after the first": having("payouts", async (context) => {
    const [request, payouts] = [payoutRequest(context), payoutsOf(context)]
    await context.otherSide.trouble("silence_after_success")
    await context.fails(["outcome_unknown"], () => payouts.create(request))
    assert.equal((await payoutsMade(context, request.reference)).length, 1)
    assert.equal((await payouts.fetch(request))?.reference, request.reference)
  }),

  "does not take an error for a payout that was never sent": having("payouts", async (context) => {
    const [request, payouts] = [payoutRequest(context), payoutsOf(context)]
    await payouts.create(request)
    for (const kind of possible(context, "error_answer", "not_found_page")) {
      await context.otherSide.trouble(kind)
      await context.fails(["integrity", "unavailable", "declined"], () => payouts.fetch(request))
    }
    assert.equal((await payouts.fetch(request))?.reference, request.reference)
  }),

  "does not believe an answer about another payout": having("payouts", async (context) => {
    const request = payoutRequest(context)
    await payoutsOf(context).create(request)
    await context.otherSide.trouble("wrong_reference")
    await context.fails(["integrity"], () => payoutsOf(context).fetch(request))
  }),

  "lists its payouts, newest first, and comes to an end": listingPayouts(async (context) => {
    const [first, second] = [payoutRequest(context), payoutRequest(context)]
    await payoutsOf(context).create(first)
    await payoutsOf(context).create(second)
    const listed = (await payoutsOf(context).list?.(1)) ?? []
    assert.deepEqual(
      listed.map(({ reference }) => reference),
      [second.reference, first.reference],
    )
    assert.deepEqual(await payoutsOf(context).list?.(50), [])
  }),
}
