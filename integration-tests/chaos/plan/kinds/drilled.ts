import type { FailPoint, OperationFailure } from "../../medusa/fail-points"
import type { Random } from "../../random"
import { pay } from "../payments"
import { isOrderFirst, PROVIDERS } from "../providers"
import type { ShopperPlan, Step } from "../steps"
import { refund, replay, resolve, settlePayouts } from "./people"

const SWEEP: Step = { do: "sweep", times: 1 }

/** How often each point fails where it must be passed; those that other shoppers seldom pass more often. */
export const DRILLS: Record<Exclude<FailPoint, OperationFailure>, number> = {
  "order written": 2,
  "order's line written": 1,
  "order linked to its cart": 3,
  "order linked to its payment": 3,
  "stock reserved": 2,
  "cart marked as completed": 2,
  "payment written": 3,
  "capture written": 3,
  "order's account written": 1,
  "refund written": 2,
  "session deleted": 3,
  "order changed": 3,
  "attempt opened": 3,
  "attempt changed": 2,
  "problem opened": 2,
  "problem changed": 3,
  "notification filed": 3,
  "notification changed": 1,
  "payout opened": 4,
  "payout changed": 3,
  "order's undoing": 3,
  "authorizing refused": 2,
  "authorizing lost its answer": 2,
}

/** Points that each purchase passes, and of which a second one fails in the same purchase. */
const WHILE_IT_IS_PAID: readonly FailPoint[] = [
  "order written",
  "order's line written",
  "order linked to its payment",
  "stock reserved",
  "cart marked as completed",
  "payment written",
  "order's account written",
  "attempt changed",
  "notification changed",
  "authorizing refused",
  "authorizing lost its answer",
]

/** A plain purchase, in the middle of which one statement fails. */
export function drilled(random: Random, point: keyof typeof DRILLS): ShopperPlan {
  const currency = random.pick(["rub", "azn"] as const)
  const fail: Step = { do: "fail", point, nth: 1 }
  const plan = { kind: "drilled", currency, goods: "plenty", quantity: 1 } as const
  switch (point) {
    case "attempt opened":
      return { ...plan, steps: [fail, ...paid(random, currency)] }
    case "session deleted": {
      const provider = random.pick(PROVIDERS[currency].any)
      return { ...plan, steps: [{ do: "choose", provider }, fail, ...paid(random, currency)] }
    }
    case "refund written":
    case "payout opened":
    case "payout changed": {
      const provider = random.pick(["pp_m2cerber_payouts", "pp_m2cerber_firstpay"] as const)
      const again: Step[] = [refund(random, "in part"), SWEEP, SWEEP]
      const back: Step[] = [fail, refund(random), ...again, settlePayouts(random), SWEEP]
      return { ...plan, currency: "azn", steps: [...paid(random, "azn", [], provider), ...back] }
    }
    case "problem opened":
      return {
        ...plan,
        steps: [...paid(random, currency, [fail], undefined, "more"), resolve(random), SWEEP],
      }
    case "problem changed":
      return {
        ...plan,
        steps: [...paid(random, currency, [], undefined, "more"), fail, resolve(random), SWEEP],
      }
    case "order changed":
      return {
        ...plan,
        steps: [
          ...paid(random, currency),
          fail,
          { do: "cancel order", when: "after payment", inMs: 0 },
          SWEEP,
        ],
      }
    default: {
      const other: Step = { do: "fail", point: random.pick(WHILE_IT_IS_PAID), nth: 1 }
      const later: Step[] = random.chance(0.3) ? [replay(random)] : []
      return { ...plan, steps: [...paid(random, currency, [fail, other]), ...later] }
    }
  }
}

/** Chosen, completed where the order comes first, and paid; then looked at. */
function paid(
  random: Random,
  currency: "rub" | "azn",
  before: readonly Step[] = [],
  provider: string = random.pick(PROVIDERS[currency].any),
  share: "all" | "more" = "all",
): Step[] {
  const complete: Step[] = isOrderFirst(provider) ? [{ do: "complete", times: 1 }] : []
  // A point that is passed while the cart is completed is passed twice where the order comes first.
  const isEarly = random.chance(0.5)
  return [
    { do: "choose", provider },
    ...(isEarly ? before : []),
    ...complete,
    ...(isEarly ? [] : before),
    pay(random, 0, share, "prompt"),
    SWEEP,
    SWEEP,
  ]
}
