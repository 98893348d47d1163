import assert from "node:assert/strict"
import type { KnownPayment, Observation, ObservedRefund, Operation } from "../core/gateway"
import { assertDoneOnce, possible, when, type ConformanceCheck } from "./check"
import type { ConformanceContext } from "./context"

const refunding = when(
  ({ gateway, otherSide }) => gateway.capabilities.refunds !== false && otherSide.operations !== undefined,
  "the gateway returns no money, or the other side does not show it",
)

const refundingInPart = when(
  ({ gateway, otherSide }) =>
    gateway.capabilities.refunds === "partial" && otherSide.operations !== undefined,
  "the gateway returns no part of a payment, or the other side does not show it",
)

const losingAnswers = when(
  ({ gateway, otherSide }) =>
    gateway.capabilities.refunds !== false &&
    otherSide.operations !== undefined &&
    otherSide.troubles.includes("silence_after_success"),
  "the gateway returns no money, or the other side loses no answers",
)

async function refund(
  context: ConformanceContext,
  payment: KnownPayment,
  operation: Operation,
): Promise<ObservedRefund> {
  const refunded = await context.gateway.refundPayment?.(payment, operation)
  context.see(refunded)
  assert.ok(refunded, "nothing is told of a refund that was made")
  assert.notEqual(refunded.status, "failed", `the refund failed: ${refunded.reason}`)
  assertAmount(context, refunded, operation)
  return refunded
}

function assertAmount(context: ConformanceContext, { amount }: ObservedRefund, operation: Operation): void {
  assert.ok(
    amount === null || context.money(amount).equals(operation.amount),
    `it shows a refund of ${amount}`,
  )
}

/** Asserts the sum that it shows as returned, where it shows one: a refund that goes on is shown later. */
function assertShown(context: ConformanceContext, shown: Observation, sum: string): void {
  if (shown.refunded == null) return
  assert.equal(context.money(shown.refunded).amount, sum, "it shows another sum as returned")
}

/** Refunds by the gateway itself. */
export const refunds: Record<string, ConformanceCheck> = {
  "returns all of a payment, and shows it as returned": refunding(async (context) => {
    const payment = await context.paid()
    const { status } = await refund(context, payment, context.operation("refund", payment))
    assert.deepEqual(await context.done(payment), ["refund 500.00"])
    if (status !== "done") return
    const shown = await context.look(payment)
    assert.equal(shown.status, "refunded")
    assertShown(context, shown, "500.00")
  }),

  "returns a payment in two parts, and never shows a part as all of it": refundingInPart(async (context) => {
    const payment = await context.paid()
    await refund(context, payment, context.operation("refund", payment, "200.00", false))
    const first = await context.look(payment)
    assert.equal(first.status, "paid", "a part that went back is taken for all of it")
    await refund(context, payment, context.operation("refund", payment, "300.00"))
    assert.deepEqual(await context.done(payment), ["refund 200.00", "refund 300.00"])
  }),

  "returns no more than is left": refundingInPart(async (context) => {
    const payment = await context.paid()
    await refund(context, payment, context.operation("refund", payment, "400.00", false))
    await context.fails(["declined"], async () =>
      context.gateway.refundPayment?.(payment, context.operation("refund", payment, "200.00", false)),
    )
    assert.deepEqual(await context.done(payment), ["refund 400.00"])
  }),

  "returns nothing of a payment that nobody has paid": refunding(async (context) => {
    const payment = await context.start()
    await context.fails(["declined"], async () =>
      context.gateway.refundPayment?.(payment, context.operation("refund", payment)),
    )
    assert.deepEqual(await context.done(payment), [])
  }),

  "takes the same refund again for the same one": refunding(async (context) => {
    const payment = await context.paid()
    const operation = context.operation("refund", payment)
    const [first, again] = [
      await refund(context, payment, operation),
      await refund(context, payment, operation),
    ]
    assert.equal(again.gatewayId, first.gatewayId)
    assert.deepEqual(await context.done(payment), ["refund 500.00"])
  }),

  "returns the money once when no answer comes, by the same key and the same bytes": losingAnswers(
    async (context) => {
      const payment = await context.paid()
      const operation = context.operation("refund", payment)
      await assertDoneOnce(context, payment, operation, {
        first: () => context.gateway.refundPayment?.(payment, operation),
        again: () => refund(context, payment, operation),
      })
    },
  ),

  "finds a refund by our key when its number was never told, and none that was never sent": refunding(
    async (context) => {
      const payment = await context.paid()
      const operation = context.operation("refund", payment)
      assert.equal(await context.gateway.fetchRefund?.(payment, operation), null)
      const { gatewayId } = await refund(context, payment, operation)
      for (const known of [operation, { ...operation, gatewayId }]) {
        const found = await context.gateway.fetchRefund?.(payment, known)
        context.see(found)
        assert.ok(found, "a refund that was made is not found")
        assert.notEqual(found.status, "failed")
        assertAmount(context, found, operation)
      }
    },
  ),

  "does not take an error for a refund that was never sent": refunding(async (context) => {
    const payment = await context.paid()
    const operation = context.operation("refund", payment)
    await refund(context, payment, operation)
    for (const kind of possible(context, "garbage", "error_answer", "not_found_page")) {
      await context.otherSide.trouble(kind)
      await context.fails(["integrity", "unavailable", "declined", "outcome_unknown"], async () =>
        context.gateway.fetchRefund?.(payment, operation),
      )
    }
  }),
}
