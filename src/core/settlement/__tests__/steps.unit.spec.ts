import { needsCartTotal } from "../index"
import {
  attempt,
  captured,
  CART,
  HOUR,
  MINUTE,
  money,
  order,
  paid,
  PRICE,
  resolution,
  rub,
  second,
  session,
  START,
  stepOf,
} from "./support/facts"
import { authorizedIn, captures, held, operation, showing, soldOn } from "./support/holds"

/** The one step that is due, and what it names. */

const NONE = { kind: "none" }
const DUE = { state: "asked", nextTryAt: START } as const

describe("an operation at the gateway that is due", () => {
  const asked = (...kinds: ("capture" | "refund")[]) =>
    held({
      operations: kinds.map((kind, n) =>
        operation({ id: `payop_${n}`, kind, amount: rub("40.00"), subjectId: `${kind}_${n}`, ...DUE }),
      ),
    })
  const canceled = { order: order({ isCanceled: true }) }

  it("is carried out though another one of the same payment has failed", () => {
    const two = soldOn(asked("capture", "capture"))
    expect(stepOf(two)).toMatchObject({ kind: "operate", operationId: "payop_0" })
    expect(stepOf(two, { failed: ["operate payop_0"] })).toMatchObject({ operationId: "payop_1" })
  })

  const isUnwanted = (facts: ReturnType<typeof money>) =>
    (stepOf(facts) as { isUnwanted?: boolean }).isUnwanted

  it("is unwanted if it is a capture of a canceled order that Medusa does not have on record", () => {
    const other = soldOn(asked("capture"), { captures: captures("40.00") })
    expect(isUnwanted({ ...other, ...canceled })).toBe(true)
    expect(isUnwanted({ ...other, ...canceled, payments: [] })).toBe(true)
    expect(isUnwanted({ ...other, order: null, cart: null, payments: [] })).toBe(false)
  })

  it("is unwanted if it is a refund that Medusa has taken back", () => {
    const refunds = [{ id: "refund_0", amount: rub("40.00") }]
    const recorded = soldOn(asked("refund"), { captures: captures("40.00"), refunds })
    const gone = soldOn(asked("refund"), { captures: captures("40.00") })
    for (const order of [{}, canceled]) {
      expect(isUnwanted({ ...recorded, ...order })).toBe(false)
      expect(isUnwanted({ ...gone, ...order })).toBe(true)
    }
    // Nothing is known of Medusa's refunds.
    expect(isUnwanted({ ...gone, payments: [] })).toBe(false)
  })
})

describe("a held payment is authorized", () => {
  const cart = (facts: Partial<ReturnType<typeof money>> = {}) => money({ attempts: [held()], ...facts })
  const AUTHORIZE = { kind: "authorize", attemptId: "payatt_1", sessionId: "payses_1" }

  it("once the cart's total was read, and for an order without it", () => {
    const unread = { ...CART, total: null }
    expect(stepOf(cart({ cart: unread }))).toEqual(NONE)
    expect(stepOf(cart({ cart: unread, order: order() }))).toEqual({
      ...AUTHORIZE,
      cartId: "cart",
      paymentId: null,
    })
    expect(stepOf(cart({ cart: null, order: order() }))).toEqual({
      ...AUTHORIZE,
      cartId: null,
      paymentId: null,
    })
  })

  it("again where Medusa has authorized it and made no order of its cart", () => {
    const payments = [authorizedIn(held())]
    expect(stepOf(cart({ payments }))).toEqual({ ...AUTHORIZE, cartId: "cart", paymentId: "pay_payatt_1" })
    expect(stepOf(cart({ payments, cart: null }))).toEqual(NONE)
    expect(stepOf(cart({ payments, order: order() }))).toEqual(NONE)
  })

  it("not where a person has resolved that it has no order", () => {
    const resolutions = [resolution({ action: "resolved", kind: "no_order" })]
    expect(stepOf(cart({ attempts: [held({ resolutions })] }))).toEqual(NONE)
  })
})

it("a hold's sums are counted anew, too, where Medusa's pages do not show them", () => {
  const uncounted = soldOn(held(), { uncountedSince: START })
  expect(stepOf(uncounted, { now: START + 3 * MINUTE - 1 })).toEqual(NONE)
  expect(stepOf(uncounted, { now: START + 3 * MINUTE })).toMatchObject({ kind: "recountPayment" })
})

describe("the session of a cart loses money that has gone", () => {
  it("when its hold has ended before there was an order", () => {
    const ended = held({ observations: showing({ status: "canceled" }) })
    const facts = money({ attempts: [ended], payments: [authorizedIn(ended)] })
    expect(stepOf(facts)).toMatchObject({ kind: "dropSession", sessionId: "payses_1" })
    expect(stepOf({ ...facts, order: order() })).toEqual(NONE)
  })

  it("but not a session of another collection than the cart's, of which Medusa makes no order", () => {
    const returned = attempt({ observations: paid(), resolutions: [resolution({ kind: "no_order" })] })
    const facts = (collectionId: string) =>
      stepOf(
        money({
          attempts: [returned],
          sessions: [session(returned, { collectionId })],
          payments: [captured()],
        }),
      )
    expect(facts("paycol")).toMatchObject({ kind: "dropSession" })
    expect(facts("paycol_old")).toEqual(NONE)
  })
})

describe("an order's account is mended", () => {
  const own = attempt({ observations: paid(), gatewayId: "701" })
  const sold = (facts: Parameters<typeof order>[0], more: Partial<ReturnType<typeof money>> = {}) =>
    stepOf(money({ attempts: [own], payments: [captured(own)], order: order(facts), ...more }))
  const entry = (id: string, captureId = "capt_payatt_1") => ({ id, captureId })

  it("when it lacks this capture, though it has another one", () => {
    expect(sold({ entries: [entry("entry_1", "capt_card")] })).toMatchObject({
      kind: "repairAccount",
      missing: [{ captureId: "capt_payatt_1", paymentId: "pay_payatt_1" }],
      surplus: [],
    })
  })

  it("when as many captures are missing as there are too many", () => {
    const payment = captured(own, {
      captures: [
        { id: "capt_1", amount: rub("60.00"), createdAt: START },
        { id: "capt_2", amount: rub("40.00"), createdAt: START },
      ],
    })
    const entries = [entry("entry_1", "capt_1"), entry("entry_2", "capt_1")]
    expect(sold({ entries }, { payments: [payment] })).toMatchObject({
      missing: [{ captureId: "capt_2" }],
      surplus: ["entry_2"],
    })
  })

  it("when its sums miscount what was captured, not when nothing was", () => {
    expect(sold({ isMiscounted: true, entries: [entry("entry_1")] })).toMatchObject({
      kind: "repairAccount",
      missing: [],
      surplus: [],
    })
    expect(sold({ isMiscounted: true }, { attempts: [attempt()], payments: [] })).toEqual(NONE)
    const back = captured(own, { refunds: [{ id: "ref", amount: PRICE }] })
    expect(sold({ isMiscounted: true, entries: [entry("entry_1")] }, { payments: [back] })).toEqual(NONE)
  })

  it("by the payments whose money was taken, not by a hold's beside them", () => {
    const hold = held({ id: "payatt_2", sessionId: "payses_2", reference: "ref-2", gatewayId: "702" })
    const waiting = { ...hold, observations: { "702": { ...hold.observations["701"]!, gatewayId: "702" } } }
    for (const attempts of [
      [own, waiting],
      [waiting, own],
    ]) {
      const payments = [captured(own), captured(waiting, { captures: captures("40.00") })]
      const facts = money({ attempts, payments, order: order() })
      expect(stepOf(facts, { now: START + HOUR })).toMatchObject({
        kind: "repairAccount",
        missing: [{ captureId: "capt_payatt_1" }],
      })
    }
  })
})

describe("the total of a cart is computed, which is expensive,", () => {
  const unread = (...attempts: ReturnType<typeof attempt>[]) =>
    money({ cart: { ...CART, total: null }, attempts })
  const waiting = attempt()
  const came = second({ observations: paid({ reference: "ref-2" }) })

  it("when one of its payments has brought money, or holds some", () => {
    expect(needsCartTotal(unread(waiting, came))).toBe(true)
    expect(needsCartTotal({ ...unread(waiting), payments: [captured(waiting)] })).toBe(true)
    expect(needsCartTotal(unread(held()))).toBe(true)
    expect(needsCartTotal({ ...unread(held()), payments: [authorizedIn(held())] })).toBe(true)
  })

  it("not while nothing has come, once it is known, or for an order", () => {
    expect(needsCartTotal(unread(waiting))).toBe(false)
    expect(needsCartTotal({ ...unread(came), cart: CART })).toBe(false)
    expect(needsCartTotal({ ...unread(came), cart: null })).toBe(false)
    expect(needsCartTotal({ ...unread(came), order: order() })).toBe(false)
  })
})
