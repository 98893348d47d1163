import assert from "node:assert/strict"
import type { KnownPayment, Observation } from "../core/gateway"
import { when, type Check, type ConformanceCheck } from "./check"
import { asKnown } from "./context"
import type { Trouble } from "./harness"

/** Whether an observation says that it is of another payment. */
const isOther = (shown: Observation, { reference, gatewayId }: KnownPayment) =>
  shown.reference !== reference ||
  (gatewayId !== null && shown.gatewayId !== null && shown.gatewayId !== gatewayId)

/** A check for other sides that can make this trouble. */
const withTrouble = (kind: Trouble, check: Check): ConformanceCheck =>
  when(
    ({ otherSide }) => otherSide.troubles.includes(kind),
    `the other side makes no trouble of the kind ${kind}`,
  )(check)

/** A payment whose creation goes wrong is made at most once, and its error says that the outcome is unknown. */
const createIn = (kind: Trouble): ConformanceCheck =>
  withTrouble(kind, async (context) => {
    await context.otherSide.trouble(kind)
    const request = context.request("500.00")
    const error = await context.attempt(() => context.gateway.createPayment(request))
    assert.ok(
      error === undefined || error.kind === "outcome_unknown" || error.kind === "integrity",
      `"${error?.kind}" says that nothing was done, which nobody knows`,
    )
    const copies = await context.copies(request.reference)
    assert.ok(copies <= 1, `${copies} payments were made of one`)
    const later = await context.attempt(() => context.gateway.fetchPayment(asKnown(request, null)))
    assert.ok(copies === 0 || later === undefined, "the payment cannot be found by its reference afterwards")
  })

const lookUpIn =
  (kind: Trouble): Check =>
  async (context) => {
    const payment = await context.start()
    await context.otherSide.trouble(kind)
    await context.fails(["integrity", "unavailable", "outcome_unknown"], () =>
      context.gateway.fetchPayment(payment),
    )
  }

/** An error is no answer: it never says that a payment is unknown, whether the payment exists or not. */
const noAnswerIn = (kind: Trouble): ConformanceCheck =>
  withTrouble(kind, async (context) => {
    const payment = await context.start()
    const stranger = { ...payment, reference: context.gateway.newReference(), gatewayId: null }
    for (const asked of [payment, { ...payment, gatewayId: null }, stranger]) {
      await context.otherSide.trouble(kind)
      await context.fails(["integrity", "unavailable", "declined"], () => context.gateway.fetchPayment(asked))
    }
    await context.look(payment)
  })

/** What a gateway, a network or a firewall may do to us. */
export const trouble: Record<string, ConformanceCheck> = {
  "makes no second payment when no answer comes after the first": createIn("silence_after_success"),
  "makes no second payment when the answer to the first is unreadable": createIn("garbage"),
  "makes at most one payment when the gateway answers with an error of its own": createIn("server_error"),
  "shows nothing of a payment when the answer is unreadable": lookUpIn("garbage"),

  "takes an error of the gateway's own for no answer": noAnswerIn("error_answer"),
  "takes another server's 404 for no answer": noAnswerIn("not_found_page"),

  "asks again when a look-up gets no answer": withTrouble("silence_after_success", async (context) => {
    const payment = await context.start()
    await context.otherSide.trouble("silence_after_success")
    assert.equal((await context.look(payment)).reference, payment.reference)
  }),

  "does not believe an answer about another payment": withTrouble("wrong_reference", async (context) => {
    const payment = await context.start()
    await context.otherSide.pay(payment.reference)
    await context.otherSide.trouble("wrong_reference")
    const error = await context.attempt(async () => {
      const { observation, decision } = await context.settle(payment)
      assert.notEqual(decision.kind, "capture", "it captures another payment's money")
      assert.ok(observation && isOther(observation, payment), "it shows another payment as the one asked for")
    })
    assert.ok(error === undefined || error.code === "reference_mismatch", error?.code)
  }),

  "captures nothing when the gateway shows less than was asked": withTrouble(
    "wrong_amount",
    async (context) => {
      const payment = await context.start("500.00")
      await context.otherSide.pay(payment.reference)
      await context.otherSide.trouble("wrong_amount")
      await context.attempt(async () => {
        assert.notEqual((await context.settle(payment)).decision.kind, "capture")
      })
    },
  ),

  "says that nothing was done when the gateway cannot be reached": async (context) => {
    const away = context.create("unreachable")
    const payment = await context.start()
    await context.fails(["unavailable"], () => away.fetchPayment(payment))
    const error = await context.attempt(() => away.createPayment(context.request("500.00")))
    assert.ok(error === undefined || error.kind === "unavailable", error?.kind)
  },

  "says so when the gateway declines the key": async (context) => {
    const payment = await context.start()
    await context.fails(["declined"], () => context.create("wrong_key").fetchPayment(payment))
  },
}
