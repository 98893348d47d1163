import { Money } from "../../money"
import { DAY, HOUR, MINUTE } from "../../pace"
import type { AttemptFacts, OperationFacts, PaymentFacts } from "../facts/facts"
import { judge } from "../judge"
import { plan } from "../plan"
import { attempt, captured, CART, money, observation, order, PRICE, rub, START } from "./support/facts"
import { END, held, operation } from "./support/holds"

/** A cart that has become an order. */
const sold = (facts: Partial<ReturnType<typeof money>>) =>
  money({ cart: { ...CART, isCompleted: true }, order: order(), ...facts })

const authorizedIn = (of: AttemptFacts, isCanceled = false) => captured(of, { captures: [], isCanceled })

const at = (now: number) => ({ now, since: now, failed: new Set<string>() })
const kindsOf = (of: ReturnType<typeof money>, now = START) =>
  plan(of, at(now)).problems.map(({ kind }) => kind)
const stepOf = (of: ReturnType<typeof money>, now = START) => plan(of, at(now)).step

describe("money that is held", () => {
  it("lets the order be placed, and is not captured by itself", () => {
    const cart = money({ attempts: [held()] })
    expect(stepOf(cart)).toMatchObject({ kind: "authorize", sessionId: "payses_1", cartId: "cart" })
    const placed = sold({ attempts: [held()], payments: [authorizedIn(held())], order: order() })
    expect(stepOf(placed)).toEqual({ kind: "none" })
    expect(plan(placed, at(START)).attempts.get("payatt_1")).toMatchObject({
      status: "authorized",
      isSettled: false,
    })
  })

  it("is given up when its order is canceled, and what was begun is not begun twice", () => {
    const canceled = { payments: [authorizedIn(held(), true)], order: order({ isCanceled: true }) }
    expect(stepOf(sold({ attempts: [held()], ...canceled }))).toEqual({ kind: "void", attemptId: "payatt_1" })
    const begun = held({ operations: [operation({ kind: "void", state: "asked", nextTryAt: START })] })
    expect(stepOf(sold({ attempts: [begun], ...canceled }))).toMatchObject({ kind: "operate" })
    const sent = held({
      operations: [operation({ kind: "void", state: "asked", nextTryAt: START + MINUTE })],
    })
    expect(stepOf(sold({ attempts: [sent], ...canceled }))).toEqual({ kind: "none" })
  })

  it("is not captured for an order that was canceled meanwhile, where nobody knows whether it was", () => {
    const asked = held({ operations: [operation({ kind: "capture", state: "asked", nextTryAt: START })] })
    const of = (isCanceled: boolean, captures: PaymentFacts["captures"] = []) =>
      sold({
        attempts: [asked],
        payments: [captured(asked, { captures, isCanceled })],
        order: order({ isCanceled }),
      })
    expect(stepOf(of(true))).toMatchObject({ kind: "operate", isUnwanted: true })
    expect(stepOf(of(false))).toMatchObject({ kind: "operate", isUnwanted: false })
    // Medusa still has it on record, and hands it over at this moment.
    expect(stepOf(of(true, [{ id: "capt_1", amount: PRICE, createdAt: START }]))).toMatchObject({
      isUnwanted: false,
    })
  })

  it("is given up when the cart asks for it no more, and takes no order along", () => {
    const superseded = money({ attempts: [held({ supersededAt: START })] })
    expect(stepOf(superseded)).toEqual({ kind: "void", attemptId: "payatt_1" })
    const changed = money({ attempts: [held()], payments: [authorizedIn(held())] })
    const dearer = { ...changed, cart: { ...changed.cart!, total: rub("120.00") } }
    expect(stepOf(dearer)).toMatchObject({ kind: "dropSession" })
  })

  it("stands when Medusa could not complete the cart and canceled what it had authorized", () => {
    const broken = money({ attempts: [held()], payments: [authorizedIn(held(), true)] })
    expect(stepOf(broken)).toMatchObject({ kind: "authorize", paymentId: null })
  })

  it("stays the merchant's to capture when the order is edited", () => {
    const cheaper = order({ total: rub("80.00"), outstanding: rub("80.00") })
    const edited = sold({ attempts: [held()], payments: [authorizedIn(held())], order: cheaper })
    expect(judge(edited, edited.attempts[0]!).kind).toBe("authorized")
  })

  it("is told before it ends, and when it has ended; not of a canceled order", () => {
    const placed = sold({ attempts: [held()], payments: [authorizedIn(held())], order: order() })
    expect(kindsOf(placed, END - 3 * DAY)).toEqual([])
    expect(kindsOf(placed, END - 2 * DAY)).toEqual(["hold_expiring"])
    const gone = held({ observations: { "701": observation({ status: "canceled", gatewayId: "701" }) } })
    const ended = { attempts: [gone], payments: [authorizedIn(gone)] }
    expect(kindsOf(sold({ ...ended, order: order() }), END + HOUR)).toEqual(["hold_expired"])
    const canceled = {
      attempts: [gone],
      payments: [authorizedIn(gone, true)],
      order: order({ isCanceled: true }),
    }
    expect(kindsOf(sold(canceled), END + HOUR)).toEqual([])
  })

  it("is told as paid twice, and nobody is asked to capture it, where other money pays for its order", () => {
    const other = captured(attempt({ sessionId: "payses_card" }), { id: "pay_card", providerId: "pp_card" })
    const placed = sold({ attempts: [held()], payments: [authorizedIn(held()), other], order: order() })
    expect(kindsOf(placed)).toEqual(["paid_twice"])
    expect(kindsOf(placed, END - DAY)).toEqual(["paid_twice"])
    const back = { ...other, refunds: [{ id: "ref", amount: PRICE }] }
    expect(kindsOf({ ...placed, payments: [authorizedIn(held()), back] }, END - DAY)).toEqual([
      "hold_expiring",
    ])
    const gone = held({ observations: { "701": observation({ status: "canceled", gatewayId: "701" }) } })
    expect(kindsOf({ ...placed, attempts: [gone] })).toEqual([])
  })

  it("is looked at before it ends, whoever forgets it", () => {
    const placed = sold({ attempts: [held()], payments: [authorizedIn(held())], order: order() })
    for (let now = START; now < END + DAY; now += 6 * HOUR) {
      const next = plan(placed, at(now)).attempts.get("payatt_1")?.nextLook as number
      expect(next).toBeGreaterThan(now)
      expect(next - now).toBeLessThanOrEqual(6 * HOUR)
    }
  })

  it("that has ended is looked at as long as its order may be canceled", () => {
    const ended = held({
      observations: { "701": observation({ status: "canceled", gatewayId: "701" }) },
      answeredAt: START + 20 * DAY,
    })
    const placed = sold({ attempts: [ended], payments: [authorizedIn(ended)], order: order() })
    expect(plan(placed, at(START + 20 * DAY)).attempts.get("payatt_1")?.nextLook).toBeGreaterThan(START)
    const canceled = { ...placed, order: order({ isCanceled: true }) }
    expect(plan(canceled, at(START + 20 * DAY)).attempts.get("payatt_1")?.nextLook).toBeNull()
  })

  it("of which the gateway can give nothing up is told", () => {
    const stuck = held({ canVoid: false, supersededAt: START })
    expect(kindsOf(money({ attempts: [stuck] }))).toEqual(["orphan"])
  })
})

describe("a hold that is captured", () => {
  const paid = (shown: string, facts: Partial<AttemptFacts> = {}): AttemptFacts =>
    held({
      observations: {
        "701": observation({ status: "paid", gatewayId: "701", asked: "100.00", received: shown }),
      },
      ...facts,
    })

  it("in part is recorded by Medusa with that part, whatever sum the gateway shows then", () => {
    const operations = [operation({ amount: rub("60.00") })]
    for (const shown of ["60.00", "100.00"]) {
      const part = paid(shown, { operations })
      const placed = sold({ attempts: [part], payments: [authorizedIn(part)], order: order() })
      expect(stepOf(placed)).toMatchObject({ kind: "capture", part: rub("60.00") })
    }
  })

  it("in the gateway's cabinet is recorded, too", () => {
    const part = paid("60.00")
    const placed = sold({ attempts: [part], payments: [authorizedIn(part)], order: order() })
    expect(stepOf(placed)).toMatchObject({ kind: "capture", part: rub("60.00") })
  })

  it("in the gateway's cabinet is recorded beside the part that Medusa has recorded meanwhile", () => {
    const whole = paid("100.00")
    const captures = [{ id: "capt_1", amount: rub("40.00"), createdAt: START }]
    const entries = [{ id: "ordtrx", captureId: "capt_1" }]
    const placed = sold({
      attempts: [whole],
      payments: [captured(whole, { captures })],
      order: order({ entries }),
    })
    expect(stepOf(placed)).toMatchObject({ kind: "capture", part: rub("60.00") })
  })

  it("in part is told with that part where Medusa does not ask for it any more", () => {
    const operations = [operation({ amount: rub("60.00") })]
    for (const shown of ["60.00", "100.00"]) {
      const part = paid(shown, { operations })
      const canceled = order({ isCanceled: true })
      const told = plan(
        sold({ attempts: [part], payments: [authorizedIn(part, true)], order: canceled }),
        at(START),
      )
      expect(told.problems).toMatchObject([{ amount: rub("60.00") }])
    }
  })

  it("in part is told with that part where Medusa cannot record it", () => {
    const part = paid("60.00", { operations: [operation({ amount: rub("60.00") })], clearedAt: START })
    const placed = sold({ attempts: [part], payments: [authorizedIn(part)], order: order() })
    expect(plan(placed, at(START + 7 * HOUR)).problems).toMatchObject([
      { kind: "orphan", amount: rub("60.00") },
    ])
  })

  it("of which Medusa shows more than the gateway has taken is told: the rest went back", () => {
    const part = paid("60.00", { operations: [operation({ amount: rub("60.00") })] })
    const captures = ["60.00", "40.00"].map((amount, i) => ({
      id: `capt_${i + 1}`,
      amount: rub(amount),
      createdAt: START,
    }))
    const entries = captures.map(({ id }) => ({ id: `ordtrx_${id}`, captureId: id }))
    const shown = (refunds: { id: string; amount: Money }[] = []) =>
      sold({ attempts: [part], payments: [captured(part, { captures, refunds })], order: order({ entries }) })
    const told = plan(shown(), at(START + HOUR)).problems
    expect(told).toMatchObject([{ kind: "refunded_at_gateway", amount: rub("40.00") }])
    expect(kindsOf(shown(), START + MINUTE)).toEqual([])
    expect(kindsOf(shown([{ id: "ref_1", amount: rub("40.00") }]), START + HOUR)).toEqual([])
  })

  it("that a hold's end has forestalled is no money, whatever Medusa shows", () => {
    const ended = held({
      observations: { "701": observation({ status: "canceled", gatewayId: "701" }) },
    })
    const payments = [captured(ended)]
    const living = sold({ attempts: [ended], payments, order: order() })
    expect(stepOf(living)).toEqual({ kind: "none" })
    expect(kindsOf(living)).toEqual(["hold_expired"])
    expect(kindsOf(sold({ attempts: [ended], payments, order: order({ isCanceled: true }) }))).toEqual([
      "hold_expired",
    ])
  })

  it("is not taken for captured by Medusa's record alone: what never reached the gateway goes there", () => {
    const record = [{ id: "capt_1", amount: rub("60.00"), createdAt: START }]
    const placed = sold({
      attempts: [held()],
      payments: [captured(held(), { captures: record })],
      order: order({ entries: [{ id: "ordtrx", captureId: "capt_1" }] }),
    })
    expect(stepOf(placed, START + MINUTE)).toEqual({ kind: "none" })
    expect(stepOf(placed, START + 5 * MINUTE)).toEqual({
      kind: "captureHold",
      attemptId: "payatt_1",
      captureId: "capt_1",
      amount: rub("60.00"),
    })
  })
})

it("a capture that never came to the gateway stands in the account where Medusa has entered its refund", () => {
  const gone = held({ observations: { "701": observation({ status: "canceled", gatewayId: "701" }) } })
  const records = {
    captures: [{ id: "capt_1", amount: rub("40.00"), createdAt: START }],
    refunds: [{ id: "ref_1", amount: rub("40.00") }],
  }
  const canceled = (refundEntries: string[]) =>
    sold({
      attempts: [gone],
      payments: [captured(gone, records)],
      order: order({ isCanceled: true, entries: [], refundEntries }),
    })
  expect(stepOf(canceled([]))).toEqual({ kind: "none" })
  expect(stepOf(canceled(["ref_1"]))).toMatchObject({
    kind: "repairAccount",
    missing: [{ captureId: "capt_1" }],
  })
})

describe("a refund at the gateway", () => {
  const RUB = "RUB"
  const refunded = (shown: string | null, operations: OperationFacts[], refunds: string[]) => {
    const of = attempt({
      status: "paid",
      gatewayId: "701",
      operations,
      observations: { "701": observation({ status: "paid", gatewayId: "701", refunded: shown }) },
    })
    const rows = refunds.map((amount, i) => ({ id: `ref_${i}`, amount: Money.of(amount, RUB) }))
    const entries = [{ id: "ordtrx", captureId: `capt_${of.id}` }]
    return sold({ attempts: [of], payments: [captured(of, { refunds: rows })], order: order({ entries }) })
  }
  const refund = (facts: Partial<OperationFacts>) =>
    operation({ kind: "refund", subjectId: "ref_0", ...facts })
  const told = (of: ReturnType<typeof money>, now = START) =>
    plan(of, at(now)).problems.map(({ kind, amount }) => `${kind} ${amount?.amount}`)

  it("that is done, or on its way, owes nothing", () => {
    for (const state of ["asked", "pending", "done"] as const) {
      const one = refund({ state, amount: rub("40.00"), nextTryAt: state === "done" ? null : START + MINUTE })
      expect(told(refunded("0.00", [one], ["40.00"]))).toEqual([])
      expect(told(refunded("40.00", [one], ["40.00"]))).toEqual([])
    }
  })

  it("that has failed is owed", () => {
    expect(told(refunded("0.00", [refund({ state: "failed", amount: rub("40.00") })], ["40.00"]))).toEqual([
      "refund_owed 40.00",
    ])
  })

  it("that Medusa has just written down is on its way, and is told when it never came there", () => {
    const sold = refunded("0.00", [], ["40.00"])
    const payment = {
      ...sold.payments[0]!,
      refunds: [{ id: "ref_0", amount: rub("40.00"), createdAt: START }],
    }
    const fresh = {
      ...sold,
      payments: [payment],
      attempts: [{ ...sold.attempts[0]!, refundsAtGateway: true }],
    }
    expect(told(fresh, START + MINUTE)).toEqual([])
    expect(plan(fresh, at(START + MINUTE)).attempts.get("payatt_1")?.nextLook).toBeLessThanOrEqual(
      START + 3 * MINUTE,
    )
    expect(told(fresh, START + 4 * MINUTE)).toEqual(["refund_owed 40.00"])
  })

  it("in the cabinet is seen, and recording it owes nothing", () => {
    expect(told(refunded("40.00", [], []))).toEqual(["refunded_at_gateway 40.00"])
    expect(told(refunded("40.00", [], ["40.00"]))).toEqual([])
    const own = refund({ state: "done", amount: rub("30.00") })
    expect(told(refunded("70.00", [own], ["30.00"]))).toEqual(["refunded_at_gateway 40.00"])
  })

  it("in the cabinet that a person has settled, and that was recorded after all, settles no later one", () => {
    const settled = (shown: string, recorded: string[], recordedAt = START + HOUR) => {
      const sold = refunded(shown, [], recorded)
      const said = { action: "resolved", kind: "refunded_at_gateway", amount: "40.00" } as const
      const resolutions = [{ ...said, refundId: null, gatewayId: null, at: START + MINUTE }]
      const payment = sold.payments[0]!
      const refunds = payment.refunds.map((refund) => ({ ...refund, createdAt: recordedAt }))
      return {
        ...sold,
        attempts: [{ ...sold.attempts[0]!, resolutions }],
        payments: [{ ...payment, refunds }],
      }
    }
    expect(told(settled("40.00", []))).toEqual([])
    expect(told(settled("70.00", []))).toEqual(["refunded_at_gateway 70.00"])
    expect(told(settled("40.00", ["40.00"]))).toEqual([])
    expect(told(settled("70.00", ["40.00"]))).toEqual(["refunded_at_gateway 30.00"])
    // What was recorded before is none of what the person spoke of.
    expect(told(settled("70.00", ["40.00"], START))).toEqual([])
    expect(told(settled("70.00", ["40.00"], START + MINUTE))).toEqual([])
  })

  it("whose record Medusa took back is seen", () => {
    expect(told(refunded(null, [refund({ state: "done", amount: rub("40.00") })], []))).toEqual([
      "refunded_at_gateway 40.00",
    ])
  })

  it("without a clear answer for hours, or without an end for days, is told", () => {
    const asked = refund({ state: "asked", nextTryAt: START + 30 * DAY })
    expect(told(refunded("0.00", [asked], ["100.00"]), START + 5 * HOUR)).toEqual([])
    expect(told(refunded("0.00", [asked], ["100.00"]), START + 6 * HOUR)).toEqual([
      "operation_unclear 100.00",
    ])
    const pending = refund({ state: "pending", nextTryAt: START + 30 * DAY })
    expect(told(refunded("0.00", [pending], ["100.00"]), START + 2 * DAY)).toEqual([])
    expect(told(refunded("0.00", [pending], ["100.00"]), START + 3 * DAY)).toEqual([
      "operation_unclear 100.00",
    ])
  })
})

it("a capture that may have been done in another way is told, until a person says what came of it", () => {
  const taken = (resolutions: AttemptFacts["resolutions"] = []) => {
    const doubtful = operation({ kind: "capture", state: "done", amount: rub("40.00"), isInDoubt: true })
    const of = held({
      status: "paid",
      operations: [doubtful],
      resolutions,
      observations: { "701": observation({ status: "paid", gatewayId: "701", received: "100.00" }) },
    })
    const captures = [{ id: "capt_1", amount: rub("40.00"), createdAt: START }]
    const entries = [{ id: "ordtrx", captureId: "capt_1" }]
    return sold({ attempts: [of], payments: [captured(of, { captures })], order: order({ entries }) })
  }
  const told = (of: ReturnType<typeof money>) => plan(of, at(START + HOUR)).problems.map(({ kind }) => kind)
  expect(told(taken())).toContain("operation_unclear")
  const said = { action: "resolved", kind: "operation_unclear", amount: "40.00" } as const
  expect(told(taken([{ ...said, refundId: null, gatewayId: null }]))).not.toContain("operation_unclear")
})

it("a capture of a canceled order that never came to the gateway is told, unless Medusa has refunded it", () => {
  const gone = held({ observations: { "701": observation({ status: "canceled", gatewayId: "701" }) } })
  const captures = [{ id: "capt_1", amount: PRICE, createdAt: START }]
  const of = (refunds: PaymentFacts["refunds"]) =>
    sold({
      attempts: [gone],
      payments: [captured(gone, { captures, refunds, isCanceled: true })],
      order: order({ isCanceled: true, entries: [], refundEntries: [] }),
    })
  expect(kindsOf(of([]))).toEqual(["hold_expired"])
  expect(kindsOf(of([{ id: "ref_1", amount: PRICE }]))).toEqual([])
})
