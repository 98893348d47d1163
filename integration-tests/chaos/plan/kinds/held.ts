import type { Random } from "../../random"
import { isOrderFirst, KASSA } from "../providers"
import type { CaptureManner, ShopperPlan, Step, StepOf } from "../steps"
import { kassaFault, kassaTrouble, kassaTroubled } from "../troubles"
import { ORDERED, payKassa, unsigned } from "./taken"

const SWEEP: Step = { do: "sweep", times: 1 }

/** What becomes of money that is held, and how often it is told. */
export const HELD = {
  "captured in full": 3,
  "captured in part": 4,
  "captured twice at once": 8,
  "captured in two parts": 8,
  "answer lost": 4,
  "canceled before the capture": 4,
  "canceled after the capture": 3,
  "canceled while it is captured": 4,
  "captured in the cabinet": 4,
  "voided in the cabinet": 4,
  ended: 5,
  "order first": 3,
  "no longer asked for": 4,
  forgotten: 1,
}

/** A shopper whose money is held: the order is placed, and the merchant captures, or does not. */
export function held(random: Random, story: keyof typeof HELD): ShopperPlan {
  const provider =
    story === "order first" ? KASSA.holdFirst : random.pick([KASSA.hold, KASSA.hold, KASSA.slowHold])
  const choose: StepOf<"choose"> = { do: "choose", provider }
  const complete: Step[] = isOrderFirst(provider) ? [{ do: "complete", times: 1 }] : []
  const before: Step[] =
    story === "no longer asked for"
      ? [
          choose,
          ...(random.chance(0.5) ? ([{ do: "edit cart" }] as const) : []),
          choose,
          payKassa(random, 1),
          SWEEP,
        ]
      : [choose, ...complete, payKassa(random), SWEEP, ORDERED]
  const paid = kassaTroubled(random, before, 0.12)
  const steps: Step[] = [...paid, ...kassaTroubled(random, tell(random, story, choose), 0.3), SWEEP]
  const goods = random.pick(["plain", "plenty"] as const)
  return { kind: "held", currency: "rub", goods, quantity: 1, steps }
}

function tell(random: Random, story: keyof typeof HELD, choose: StepOf<"choose">): Step[] {
  const told = { back: 0, notice: unsigned(random) }
  // Where what was held is shown for ever, nobody can tell a part that was captured in the cabinet.
  const share = choose.provider === KASSA.slowHold ? "all" : random.pick(["all", "part"] as const)
  const cancel: Step = { do: "cancel order", when: "after payment", inMs: 0 }
  const lost: Step[] = [
    { do: "fault", rule: { ...kassaFault(random, ["capturePayment"]), times: random.between(1, 4) } },
  ]
  switch (story) {
    case "captured in full":
      return [capture("in full")]
    case "captured in part":
      return [capture("in part"), SWEEP]
    case "captured twice at once":
      return [capture("twice at once"), SWEEP]
    case "captured in two parts":
      return [capture("in two parts"), SWEEP]
    case "answer lost": {
      const how = random.pick(["in full", "in part"] as const)
      const again: Step[] = random.chance(0.6) ? [capture(how), SWEEP] : []
      return [...lost, capture(how), ...again, SWEEP]
    }
    case "canceled before the capture":
      return [cancel, ...(random.chance(0.4) ? [capture("in full")] : []), SWEEP]
    case "canceled after the capture":
      return [capture(random.pick(["in full", "in part"] as const)), SWEEP, cancel]
    case "canceled while it is captured":
      return random.chance(0.5)
        ? [
            { do: "cancel order", when: "while paying", inMs: random.between(1, 150) },
            capture("in full"),
            SWEEP,
          ]
        : [{ do: "capture", how: "in full", inMs: random.between(1, 150) }, cancel, SWEEP]
    case "captured in the cabinet":
      return [
        ...(random.chance(0.2) ? [kassaTrouble(random)] : []),
        { do: "capture in the cabinet", share, ...told },
        ...(random.chance(0.3) ? [capture("in full")] : []),
        SWEEP,
      ]
    case "voided in the cabinet":
      return [{ do: "void in the cabinet", ...told }, ...afterwards(random, cancel)]
    case "ended":
      return [{ do: "end the hold", ...told }, ...afterwards(random, cancel)]
    case "order first":
      return random.chance(0.7)
        ? [{ do: "age", hours: 2 }, SWEEP, capture("in full")]
        : [choose, payKassa(random), SWEEP, capture("in full")]
    case "no longer asked for":
      return [payKassa(random), SWEEP, ORDERED, capture("in full")]
    case "forgotten":
      return [SWEEP]
  }
}

const capture = (how: CaptureManner): Step => ({ do: "capture", how, inMs: 0 })

/** Nothing is held any more, and the merchant has not heard of it, or has. */
function afterwards(random: Random, cancel: Step): Step[] {
  const what = random.weighted({ capture: 2, cancel: 2, nothing: 2 })
  return [...(what === "capture" ? [capture("in full")] : what === "cancel" ? [SWEEP, cancel] : []), SWEEP]
}
