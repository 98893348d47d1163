import fc from "fast-check"
import {
  stepKey,
  inHand,
  isCoveredByAnother,
  type AttemptFacts,
  type OrderMoney,
  type PlannedProblem,
} from "../index"
import { anyMoney } from "./support/any-money"
import { DAY, HOUR, MINUTE, planOf, START, stepOf, type When } from "./support/facts"

/** What holds for any order's money, whatever happened to it before. */

const moment = fc.constantFrom(MINUTE, HOUR, 2 * DAY, 3 * DAY, 9 * DAY, 200 * DAY).map((ms) => START + ms)

const holds = (property: (facts: OrderMoney, now: number) => void) =>
  fc.assert(fc.property(anyMoney, moment, property), { seed: 9, numRuns: 2_000 })

const nameOf = ({ kind, attemptId, refundId, gatewayId }: PlannedProblem) =>
  [kind, attemptId, refundId, gatewayId].join(" ")
const told = (facts: OrderMoney, when: When) =>
  planOf(facts, when)
    .problems.map((problem) => `${nameOf(problem)} ${problem.amount}`)
    .sort()

const attemptOf = ({ attempts }: OrderMoney, id: string) =>
  attempts.find((one) => one.id === id) as AttemptFacts

it("the same facts give the same plan, and stay as they are", () => {
  holds((facts, now) => {
    const before = JSON.stringify(facts)
    expect(planOf(facts, { now })).toEqual(planOf(facts, { now }))
    expect(JSON.stringify(facts)).toBe(before)
  })
})

it("the order in which attempts, payments and sessions are read changes no problem", () => {
  holds((facts, now) => {
    const { attempts, payments, sessions } = facts
    const reversed = {
      ...facts,
      attempts: attempts.toReversed(),
      payments: payments.toReversed(),
      sessions: sessions.toReversed(),
    }
    expect(told(reversed, { now })).toEqual(told(facts, { now }))
  })
})

it("no problem goes away by time alone", () => {
  holds((facts, now) => {
    const later = planOf(facts, { now: now + 400 * DAY }).problems.map(nameOf)
    expect(later).toEqual(expect.arrayContaining(planOf(facts, { now }).problems.map(nameOf)))
  })
})

it("a problem is told once, and never with nothing as its sum", () => {
  holds((facts, now) => {
    const { problems } = planOf(facts, { now })
    expect(new Set(problems.map(nameOf)).size).toBe(problems.length)
    expect(problems.every(({ amount }) => amount === null || amount.isPositive)).toBe(true)
  })
})

it("nothing is captured that money in hand covers, nor for a canceled order, nor what nobody asks for any more", () => {
  holds((facts, now) => {
    const step = stepOf(facts, { now })
    if (step.kind !== "capture") return
    const attempt = attemptOf(facts, step.attemptId)
    expect(isCoveredByAnother(facts, attempt)).toBe(false)
    expect(facts.payments.some((one) => one.sessionId === step.sessionId && one.captures.length > 0)).toBe(
      false,
    )
    expect(facts.order?.isCanceled ?? false).toBe(false)
    expect(attempt.supersededAt).toBeNull()
    expect(facts.sessions.map(({ id }) => id)).toContain(step.sessionId)
  })
})

it("no order is placed by money that is not all in hand", () => {
  holds((facts, now) => {
    const step = stepOf(facts, { now })
    if (step.kind !== "placeOrder") return
    const payment = facts.payments.find(({ id }) => id === step.paymentId)!
    expect(facts.order).toBeNull()
    expect(inHand(payment, facts.attempts).lessThan(attemptOf(facts, step.attemptId).asked)).toBe(false)
  })
})

it("no order is canceled of which anything is captured, or that any attempt's observation calls money", () => {
  holds((facts, now) => {
    const fresh = { ...facts, attempts: facts.attempts.map((one) => ({ ...one, answeredAt: now })) }
    if (stepOf(fresh, { now }).kind !== "cancelOrder") return
    expect(facts.payments.flatMap(({ captures }) => captures)).toEqual([])
    const open = facts.attempts.filter(({ resolutions }) => resolutions.length === 0)
    const statuses = open.flatMap(({ observations }) => Object.values(observations).map((one) => one.status))
    expect(statuses).not.toContain("paid")
    expect(statuses).not.toContain("processing")
  })
})

it("an account that was repaired needs no repair", () => {
  holds((facts, now) => {
    const step = stepOf(facts, { now })
    if (step.kind !== "repairAccount" || !facts.order) return
    const kept = facts.order.entries.filter(({ id }) => !step.surplus.includes(id))
    const added = step.missing.map(({ captureId }) => ({ id: `new_${captureId}`, captureId }))
    const strayEntries = facts.order.strayEntries.filter((id) => !step.surplus.includes(id))
    const repaired = { ...facts, order: { ...facts.order, entries: [...kept, ...added], strayEntries } }
    expect(stepOf(repaired, { now }).kind).not.toBe("repairAccount")
  })
})

it("a step that failed is not tried again in the same run, and the next look comes within half an hour", () => {
  holds((facts, now) => {
    const step = stepOf(facts, { now })
    if (step.kind === "none") return
    const planned = planOf(facts, { now, failed: [stepKey(step)] })
    expect(planned.step).not.toEqual(step)
    for (const { nextLook } of planned.attempts.values()) {
      expect(nextLook).not.toBeNull()
      expect(nextLook).toBeLessThanOrEqual(now + 30 * MINUTE)
    }
  })
})

it("money of which a person was not told is looked at again", () => {
  holds((facts, now) => {
    const planned = planOf(facts, { now })
    for (const { id, resolutions } of facts.attempts) {
      const { verdict, nextLook } = planned.attempts.get(id)!
      const isOpen = verdict.kind === "capture" || (verdict.kind === "wait" && verdict.inConfirmation)
      const isTold = planned.problems.some(({ attemptId }) => attemptId === id)
      if (isOpen && !isTold && resolutions.length === 0) expect(nextLook).not.toBeNull()
    }
  })
})

it("of one collection no more than one payment is in hand, whoever has captured it, unless a person is told", () => {
  holds((facts, now) => {
    const { payments, attempts } = facts
    const { problems } = planOf(facts, { now })
    for (const collectionId of new Set(payments.map((one) => one.collectionId))) {
      const inIt = payments.filter(
        (one) => one.collectionId === collectionId && inHand(one, attempts).isPositive,
      )
      const ours = attempts.filter((one) => inIt.some(({ sessionId }) => sessionId === one.sessionId))
      if (inIt.length < 2 || ours.length === 0 || ours.some(({ resolutions }) => resolutions.length > 0))
        continue
      expect(problems.some(({ attemptId }) => ours.some(({ id }) => id === attemptId))).toBe(true)
    }
  })
})
