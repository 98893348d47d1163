import type { Random } from "../../random"
import { KASSA } from "../providers"
import type { RefundOutcome, ShopperPlan, Step } from "../steps"
import { kassaFault, kassaTroubled } from "../troubles"
import { refund } from "./people"
import { ORDERED, payKassa } from "./taken"

const SWEEP: Step = { do: "sweep", times: 1 }

/** How money goes back by the gateway, and how often it is told. */
export const SENT_BACK = {
  "in full": 1,
  "to the last kopeck": 6,
  "twice at once": 3,
  "answer lost": 4,
  "pending, then done": 5,
  "pending, then failed": 5,
  "in the cabinet": 5,
  canceled: 3,
}

/** A captured payment whose money the gateway sends back. */
export function sentBack(random: Random, story: keyof typeof SENT_BACK): ShopperPlan {
  const isSlow = story.startsWith("pending")
  const isHeld = random.chance(0.35)
  const provider = isSlow
    ? isHeld
      ? KASSA.slowHold
      : KASSA.slow
    : isHeld
      ? KASSA.hold
      : random.pick([KASSA.main, KASSA.main, KASSA.first])
  const taken: Step[] = [
    { do: "choose", provider },
    ...(provider === KASSA.first ? ([{ do: "complete", times: 1 }] as const) : []),
    payKassa(random),
    SWEEP,
    ORDERED,
    ...(isHeld
      ? ([{ do: "capture", how: random.pick(["in full", "in part"] as const), inMs: 0 }] as const)
      : []),
  ]
  const steps = [...taken, ...kassaTroubled(random, tell(random, story), 0.3), SWEEP]
  const goods = random.pick(["plain", "plenty"] as const)
  return { kind: "sent back", currency: "rub", goods, quantity: 1, steps }
}

function tell(random: Random, story: keyof typeof SENT_BACK): Step[] {
  const cancel: Step = { do: "cancel order", when: "after payment", inMs: 0 }
  const settle = (outcome: RefundOutcome): Step => ({ do: "settle refunds", outcome })
  switch (story) {
    case "in full":
      return [refund(random, "in full")]
    case "to the last kopeck":
      return [refund(random, "to the last kopeck"), SWEEP]
    case "twice at once":
      return [refund(random, "twice at once"), SWEEP]
    case "answer lost": {
      const lost: Step = {
        do: "fault",
        rule: { ...kassaFault(random, ["createRefund"]), times: random.between(1, 4) },
      }
      return [lost, refund(random, "in part"), refund(random, "in part"), SWEEP]
    }
    case "pending, then done":
      return [refund(random), ...(random.chance(0.5) ? [SWEEP] : []), settle("done"), SWEEP]
    case "pending, then failed":
      return [
        refund(random, random.pick(["in part", "in full"] as const)),
        SWEEP,
        settle("failed"),
        SWEEP,
        ...(random.chance(0.3) ? [refund(random, "in part")] : []),
      ]
    case "in the cabinet": {
      const share = random.pick(["all", "part"] as const)
      const record: Step[] = random.chance(0.4) ? [refund(random, "in full")] : []
      return [{ do: "refund in the cabinet", back: 0, share }, SWEEP, ...record, SWEEP]
    }
    case "canceled":
      return random.chance(0.5)
        ? [cancel, SWEEP]
        : [refund(random, "in part"), cancel, ...(random.chance(0.5) ? [settle("done")] : []), SWEEP]
  }
}
