import { paymentOf } from "../index"
import {
  attempt,
  attemptPlan,
  captured,
  money,
  order,
  paid,
  planOf,
  second,
  session,
  START,
  verdictOf,
} from "./support/facts"

/** A session that merchants' code has let Medusa update stands for its newest attempt, and so does Medusa's payment. */

const older = attempt({ id: "payatt_a" })
const newer = (facts: Partial<typeof older> = {}) =>
  attempt({ id: "payatt_b", reference: "ref-2", createdAt: START + 1, ...facts })

describe("a captured payment of a session that was updated", () => {
  const paymentFor = (...attempts: (typeof older)[]) => {
    const facts = money({ attempts, sessions: [session(older)], payments: [captured(older)] })
    return attempts.filter((one) => verdictOf(facts, {}, one.id).kind === "captured").map(({ id }) => id)
  }

  it("is the newer attempt's, whichever is read first", () => {
    expect(paymentFor(older, newer())).toEqual(["payatt_b"])
    expect(paymentFor(newer(), older)).toEqual(["payatt_b"])
  })

  it("is the newer one's by their times, whatever their ids are", () => {
    expect(paymentFor(older, newer({ id: "payatt_0" }))).toEqual(["payatt_0"])
    expect(paymentFor(newer({ id: "payatt_0" }), older)).toEqual(["payatt_0"])
  })

  it("is that of the higher id, where both began in the same millisecond", () => {
    const twin = newer({ createdAt: START })
    expect(paymentFor(older, twin)).toEqual(["payatt_b"])
    expect(paymentFor(twin, older)).toEqual(["payatt_b"])
  })

  it("is not another session's attempt's, however new that is", () => {
    const elsewhere = second({ createdAt: START + 2 })
    expect(paymentFor(older, elsewhere)).toEqual(["payatt_a"])
  })

  it("stays nobody's where none of the attempts is of that session", () => {
    expect(paymentOf({ payments: [captured(older)], attempts: [] }, older)).toBeUndefined()
  })
})

it("money that came for the attempt before the update waits for a person", () => {
  const attempts = [attempt({ id: "payatt_a", observations: paid(), supersededAt: START }), newer()]
  const facts = money({
    attempts,
    sessions: [session(older)],
    payments: [captured(older, { captures: [] })],
    order: order(),
  })
  expect(verdictOf(facts, {}, "payatt_a")).toMatchObject({ kind: "hold", problem: "orphan" })
})

describe("two attempts of one cart", () => {
  const stray = { "?": paid({ reference: "ref-9" })["701"]! }
  const confused = attempt({ observations: stray })
  const sound = second({ observations: paid({ reference: "ref-2" }) })

  it("do not share their problems: the one whose answer is about another payment waits alone", () => {
    const facts = money({ attempts: [confused, sound] })
    expect(planOf(facts).problems.map(({ attemptId }) => attemptId)).toEqual(["payatt_1"])
    expect(attemptPlan(facts).heldFor).toBe("reference_mismatch")
    const waiting = money({ attempts: [attempt(), second({ observations: stray })] })
    expect(attemptPlan(waiting).heldFor).toBeNull()
  })
})
