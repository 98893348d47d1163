import type { OperationFailure } from "../../medusa/fail-points"
import type { Random } from "../../random"
import { KASSA } from "../providers"
import type { ShopperPlan, Step } from "../steps"
import { refund } from "./people"
import { ORDERED, payKassa } from "./taken"

const SWEEP: Step = { do: "sweep", times: 1 }

/** How often each point fails where it must be passed. */
export const KASSA_DRILLS: Record<OperationFailure, number> = {
  "operation opened": 4,
  "operation changed": 4,
  "payment marked": 4,
  "collection counted": 4,
}

/** A capture, a void or a refund, in the middle of which one statement fails. */
export function kassaDrilled(random: Random, point: OperationFailure): ShopperPlan {
  const fail: Step = { do: "fail", point, nth: random.pick([1, 1, 2]) }
  const isHeld = random.chance(0.6)
  const paid: Step[] = [
    { do: "choose", provider: isHeld ? KASSA.hold : KASSA.main },
    payKassa(random),
    SWEEP,
    ORDERED,
  ]
  const capture: Step = { do: "capture", how: random.pick(["in full", "in part"] as const), inMs: 0 }
  const cancel: Step = { do: "cancel order", when: "after payment", inMs: 0 }
  const deeds: Step[] = isHeld
    ? random.pick([
        [fail, capture, SWEEP],
        [fail, cancel, SWEEP],
        [capture, fail, refund(random), SWEEP],
      ])
    : [fail, refund(random), SWEEP]
  return { kind: "drilled", currency: "rub", goods: "plenty", quantity: 1, steps: [...paid, ...deeds, SWEEP] }
}
