import assert from "node:assert/strict"
import type { KnownPayment, Observation } from "../core/gateway"
import { asKnown, type Bench } from "./bench"
import type { Play } from "./conformance"
import type { Trouble } from "./harness"

/** Whether an observation says that it is of another payment. */
const isOther = (shown: Observation, { reference, gatewayId }: KnownPayment) =>
  shown.reference !== reference ||
  (gatewayId !== null && shown.gatewayId !== null && shown.gatewayId !== gatewayId)

/** A case for other sides that can make this trouble. */
const withTrouble = (kind: Trouble, play: (bench: Bench) => Promise<void>): Play => ({
  needs: ({ otherSide }) => otherSide.troubles.includes(kind),
  why: `the other side makes no trouble of the kind ${kind}`,
  play,
})

/** However a creation goes wrong: either it is known to be made, or it is said to be unknown; there are never two. */
const createIn = (kind: Trouble): Play =>
  withTrouble(kind, async (bench) => {
    await bench.otherSide.trouble(kind)
    const request = bench.request("500.00")
    const error = await bench.attempt(() => bench.gateway.createPayment(request))
    assert.ok(
      error === undefined || error.kind === "outcome_unknown" || error.kind === "integrity",
      `"${error?.kind}" says that nothing was done, which nobody knows`,
    )
    const copies = await bench.copies(request.reference)
    assert.ok(copies <= 1, `${copies} payments were made of one`)
    const later = await bench.attempt(() => bench.gateway.fetchPayment(asKnown(request, null)))
    assert.ok(copies === 0 || later === undefined, "the payment cannot be found by its reference afterwards")
  })

const lookUpIn =
  (kind: Trouble): ((bench: Bench) => Promise<void>) =>
  async (bench) => {
    const payment = await bench.start()
    await bench.otherSide.trouble(kind)
    await bench.fails(["integrity", "unavailable", "outcome_unknown"], () =>
      bench.gateway.fetchPayment(payment),
    )
  }

/** An error is no answer: neither of a payment that is there, nor of one that is not, does it say "not there". */
const noAnswerIn = (kind: Trouble): Play =>
  withTrouble(kind, async (bench) => {
    const payment = await bench.start()
    const stranger = { ...payment, reference: bench.gateway.newReference(), gatewayId: null }
    for (const asked of [payment, { ...payment, gatewayId: null }, stranger]) {
      await bench.otherSide.trouble(kind)
      await bench.fails(["integrity", "unavailable", "declined"], () => bench.gateway.fetchPayment(asked))
    }
    await bench.look(payment)
  })

/** What a gateway, a network or a firewall may do to us. */
export const trouble: Record<string, Play> = {
  "makes no second payment when no answer comes after the first": createIn("silence_after_success"),
  "makes no second payment when the answer to the first is unreadable": createIn("garbage"),
  "makes at most one payment when the gateway answers with an error of its own": createIn("server_error"),
  "shows nothing of a payment when the answer is unreadable": lookUpIn("garbage"),

  "takes an error of the gateway's own for no answer": noAnswerIn("error_answer"),
  "takes another server's 404 for no answer": noAnswerIn("not_found_page"),

  "asks again when a look-up gets no answer": withTrouble("silence_after_success", async (bench) => {
    const payment = await bench.start()
    await bench.otherSide.trouble("silence_after_success")
    assert.equal((await bench.look(payment)).reference, payment.reference)
  }),

  "does not believe an answer about another payment": withTrouble("wrong_reference", async (bench) => {
    const payment = await bench.start()
    await bench.otherSide.pay(payment.reference)
    await bench.otherSide.trouble("wrong_reference")
    const error = await bench.attempt(async () => {
      const { observation, decision } = await bench.settle(payment)
      assert.notEqual(decision.kind, "capture", "it captures another payment's money")
      assert.ok(observation && isOther(observation, payment), "it shows another payment as the one asked for")
    })
    assert.ok(error === undefined || error.code === "reference_mismatch", error?.code)
  }),

  "captures nothing when the gateway shows less than was asked": withTrouble(
    "wrong_amount",
    async (bench) => {
      const payment = await bench.start("500.00")
      await bench.otherSide.pay(payment.reference)
      await bench.otherSide.trouble("wrong_amount")
      await bench.attempt(async () => {
        assert.notEqual((await bench.settle(payment)).decision.kind, "capture")
      })
    },
  ),

  "says that nothing was done when the gateway cannot be reached": async (bench) => {
    const away = bench.create("unreachable")
    const payment = await bench.start()
    await bench.fails(["unavailable"], () => away.fetchPayment(payment))
    const error = await bench.attempt(() => away.createPayment(bench.request("500.00")))
    assert.ok(error === undefined || error.kind === "unavailable", error?.kind)
  },

  "says so when the gateway declines the key": async (bench) => {
    const payment = await bench.start()
    await bench.fails(["declined"], () => bench.create("wrong_key").fetchPayment(payment))
  },
}
