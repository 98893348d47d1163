import type { Random } from "../../random"
import { giveUp, notice, pay } from "../payments"
import { isOrderFirst, KASSA } from "../providers"
import type { Notice, ShopperPlan, Step } from "../steps"
import { kassaTroubled } from "../troubles"
import { act } from "./people"

const SWEEP: Step = { do: "sweep", times: 1 }
const COMPLETE: Step = { do: "complete", times: 1 }

/** How a payment goes that the gateway takes at once, and how often it is told. */
export const TAKEN = {
  plain: 2,
  "declined on the page": 4,
  "given up, then paid": 4,
  "cart changed": 2,
  "two tries": 3,
  "order first": 2,
  forged: 4,
}

/** Nothing is signed there, so nothing can be signed wrongly. */
export function unsigned(random: Random): Notice {
  const given = notice(random)
  return given.fate === "signed wrongly" ? { fate: "prompt", policy: {} } : { ...given, policy: plain(given) }
}

/** Its notifications are written in one way. */
function plain({ policy }: Notice): Notice["policy"] {
  const { amountFormat: _amount, encoding: _encoding, fields: _fields, ...rest } = policy
  return rest
}

/** What is held and sent back is so of an order. */
export const ORDERED: Step = { do: "await the order" }

export const payKassa = (random: Random, back = 0): Step => ({
  ...pay(random, back, "all"),
  notice: unsigned(random),
})

/** A shopper whose money a gateway takes at once, and which tells of it unsigned. */
export function taken(random: Random, story: keyof typeof TAKEN): ShopperPlan {
  const provider = story === "order first" ? KASSA.first : KASSA.main
  const choose: Step = { do: "choose", provider }
  const complete = isOrderFirst(provider) ? [COMPLETE] : []
  const steps = kassaTroubled(random, [...tell(), SWEEP], 0.25)
  if (random.chance(0.2)) steps.push({ do: "poll", back: 0, times: 2 })
  if (random.chance(0.1)) steps.push(act(random))
  const goods = random.pick(["plain", "plenty"] as const)
  return { kind: "taken at once", currency: "rub", goods, quantity: 1, steps }

  function tell(): Step[] {
    const paid = (back = 0) => payKassa(random, back)
    switch (story) {
      case "plain":
        return [choose, paid()]
      case "declined on the page":
        return [choose, { do: "decline a card", back: 0 }, paid()]
      case "given up, then paid":
        return [choose, { ...giveUp(random, 0), notice: unsigned(random) } as Step, choose, paid()]
      case "cart changed":
        return random.chance(0.5)
          ? [choose, { do: "edit cart" }, paid(), SWEEP, choose, paid()]
          : [choose, paid(), { do: "edit cart" }, SWEEP]
      case "two tries":
        return random.chance(0.5)
          ? [choose, choose, paid(1), SWEEP, paid(0)]
          : [choose, paid(0), choose, paid(0)]
      case "order first":
        return random.chance(0.7)
          ? [choose, ...complete, paid(), { do: "age", hours: 2 }]
          : [choose, ...complete, { do: "age", hours: 2 }, SWEEP, paid()]
      case "forged": {
        const forge: Step = {
          do: "forge",
          back: 0,
          sign: "none",
          says: random.pick(["paid", "canceled"] as const),
        }
        return random.chance(0.5) ? [choose, forge, SWEEP, paid()] : [choose, paid(), forge]
      }
    }
  }
}
