import assert from "node:assert/strict"
import type { Capabilities, KnownPayment, Observation, Operation } from "../core/gateway"
import { assertDoneOnce, when, type Check, type ConformanceCheck } from "./check"
import type { ConformanceContext } from "./context"

type Holds = Exclude<Capabilities["holds"], false>

/** A check for gateways that hold money in one of these ways, and other sides that show operations. */
const holding = (check: Check, how: readonly Holds[] = ["whole", "once", "many"]): ConformanceCheck =>
  when(
    ({ gateway: { capabilities }, otherSide }) =>
      how.some((one) => one === capabilities.holds) && otherSide.operations !== undefined,
    `the gateway holds no money that is captured ${how.join(" or ")}, or the other side does not show it`,
  )(check)

const losingAnswers = when(
  ({ gateway, otherSide }) =>
    gateway.capabilities.holds !== false &&
    otherSide.operations !== undefined &&
    otherSide.troubles.includes("silence_after_success"),
  "the gateway holds no money, or the other side loses no answers",
)

const held = (context: ConformanceContext) => context.paid("500.00", { isHold: true })

/** Captures as the engine does, which tells the sum that was captured so far along with it. */
async function capture(
  context: ConformanceContext,
  payment: KnownPayment,
  operation: Operation,
): Promise<Observation> {
  const captured = payment.captured?.plus(operation.amount) ?? operation.amount
  const shown = await context.gateway.capturePayment?.({ ...payment, captured }, operation)
  context.see(shown)
  assert.ok(shown, "nothing is told of a capture that was made")
  return shown
}

const capturedSum = (context: ConformanceContext, { received, asked }: Observation) => {
  const sum = received ?? asked
  return sum === null ? null : context.money(sum).amount
}

/** Money that is held until the merchant takes it. */
export const holds: Record<string, ConformanceCheck> = {
  "holds money where it is asked to, and does not show it as taken": holding(async (context) => {
    const payment = await held(context)
    const shown = await context.look(payment)
    assert.equal(shown.status, "authorized")
    assert.ok(shown.held == null || context.money(shown.held).amount === "500.00", `it holds ${shown.held}`)
    assert.deepEqual(await context.done(payment), [])
  }),

  "takes money at once where nobody asked for a hold": holding(async (context) => {
    assert.equal((await context.look(await context.paid())).status, "paid")
  }),

  "captures all of a hold": holding(async (context) => {
    const payment = await held(context)
    assert.equal((await capture(context, payment, context.operation("capture", payment))).status, "paid")
    assert.deepEqual(await context.done(payment), ["capture 500.00"])
    const shown = await context.look({ ...payment, captured: payment.amount })
    assert.deepEqual([shown.status, capturedSum(context, shown)], ["paid", "500.00"])
  }),

  "captures a part of a hold, and shows no more than that as taken": holding(
    async (context) => {
      const payment = await held(context)
      await capture(context, payment, context.operation("capture", payment, "300.00", false))
      assert.deepEqual(await context.done(payment), ["capture 300.00"])
      const shown = await context.look({ ...payment, captured: context.money("300.00") })
      assert.equal(capturedSum(context, { ...shown, asked: null }) ?? "300.00", "300.00")
    },
    ["once", "many"],
  ),

  "declines a second capture of what was captured": holding(
    async (context) => {
      const payment = await held(context)
      await capture(context, payment, context.operation("capture", payment))
      const again = context.operation("capture", payment, "100.00", false)
      await context.fails(["declined"], () =>
        capture(context, { ...payment, captured: payment.amount }, again),
      )
      assert.deepEqual(await context.done(payment), ["capture 500.00"])
    },
    ["once", "many"],
  ),

  "captures a hold in parts, to its end and no further": holding(
    async (context) => {
      const payment = await held(context)
      await capture(context, payment, context.operation("capture", payment, "300.00", false))
      const rest = { ...payment, captured: context.money("300.00") }
      await context.fails(["declined"], () =>
        capture(context, rest, context.operation("capture", rest, "300.00", false)),
      )
      await capture(context, rest, context.operation("capture", rest, "200.00"))
      assert.deepEqual(await context.done(payment), ["capture 300.00", "capture 200.00"])
    },
    ["many"],
  ),

  "gives a hold up, and takes nothing of it afterwards": holding(async (context) => {
    const payment = await held(context)
    const shown = await context.gateway.voidPayment?.(payment, context.operation("void", payment))
    context.see(shown)
    assert.ok(shown && ["canceled", "expired", "failed"].includes(shown.status), `it shows ${shown?.status}`)
    await context.fails(["declined"], () => capture(context, payment, context.operation("capture", payment)))
    assert.deepEqual(
      (await context.done(payment)).map((done) => done.split(" ")[0]),
      ["void"],
    )
  }),

  "takes the same capture again for the same one": holding(async (context) => {
    const payment = await held(context)
    const operation = context.operation("capture", payment)
    await capture(context, payment, operation)
    assert.equal((await capture(context, payment, operation)).status, "paid")
    assert.deepEqual(await context.done(payment), ["capture 500.00"])
  }),

  "captures once when no answer comes, by the same key and the same bytes": losingAnswers(async (context) => {
    const payment = await held(context)
    const operation = context.operation("capture", payment)
    const send = () => capture(context, payment, operation)
    await assertDoneOnce(context, payment, operation, { first: send, again: send })
  }),
}
