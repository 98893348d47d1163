import type { Random } from "../../random"
import { giveUp, pay } from "../payments"
import { isOrderFirst, PROVIDERS } from "../providers"
import type { ShopperPlan, Step } from "../steps"
import { trouble } from "../troubles"
import { act, meddle } from "./people"

/** A shopper who does anything in any order. */
export function wanderer(random: Random, mostDeeds: number): ShopperPlan {
  const currency = random.pick(["rub", "azn"] as const)
  const choose = (): Step[] => {
    const provider = random.pick(PROVIDERS[currency].any)
    const chosen: Step = { do: "choose", provider }
    // The shop's checkout completes the cart at once where the order comes first; not every shopper gets so far.
    return isOrderFirst(provider) && random.chance(0.8) ? [chosen, { do: "complete", times: 1 }] : [chosen]
  }
  const steps: Step[] = choose()
  for (let left = random.between(1, mostDeeds); left > 0; left--) {
    if (random.chance(0.35)) steps.push(trouble(random))
    if (random.chance(0.08)) steps.push(meddle(random))
    steps.push(...deed(random, currency, choose))
  }
  // Most shoppers mean to pay.
  if (random.chance(0.6)) steps.push(pay(random, 0, "rest"))
  if (random.chance(0.3)) steps.push(trouble(random))
  if (random.chance(0.5)) steps.push({ do: "poll", back: 0, times: random.between(1, 3) })
  if (random.chance(0.15)) steps.push(act(random))
  const goods = random.pick(["plain", "plenty"] as const)
  return { kind: "wanderer", currency, goods, quantity: random.between(1, 2), steps }
}

function deed(random: Random, currency: "rub" | "azn", choose: () => Step[]): Step[] {
  const back = random.chance(0.75) ? 0 : random.between(1, 2)
  const isTransfer = currency === "azn"
  const what = random.weighted({
    all: 5,
    part: isTransfer ? 5 : 0.5,
    rest: isTransfer ? 3 : 0,
    more: 1.5,
    giveUp: 1.5,
    edit: 2,
    switch: 2,
    editAndChoose: 1.5,
    page: isTransfer ? 0 : 2,
    sent: isTransfer ? 1.5 : 0,
    poll: 2,
    complete: 2,
    forge: 4,
    replay: 1,
    release: 2,
    reorder: isTransfer ? 2 : 0,
    wait: 1,
  })
  switch (what) {
    case "all":
    case "part":
    case "rest":
    case "more":
      return [pay(random, back, what)]
    case "giveUp":
      return [giveUp(random, back)]
    case "edit":
      return [{ do: "edit cart" }]
    case "switch":
      return choose()
    case "editAndChoose":
      return [{ do: "edit cart" }, ...choose()]
    case "page":
      return [{ do: "open the page", back }]
    case "sent":
      return [{ do: "say sent", back }]
    case "poll":
      return [{ do: "poll", back, times: random.between(1, 3) }]
    case "complete":
      return [{ do: "complete", times: random.between(1, 3) }]
    case "forge":
      return [
        {
          do: "forge",
          back,
          sign: random.pick(["wrong", "none", "valid", "valid"] as const),
          says: random.pick(["paid", "paid", "canceled"] as const),
        },
      ]
    case "replay":
      return [{ do: "replay", seed: random.between(0, 1e6) }]
    case "release":
      return [{ do: "release held", seed: random.between(0, 1e6) }]
    case "reorder":
      return [
        pay(random, back, "part", "held"),
        pay(random, back, "rest", "held"),
        { do: "release held", seed: random.between(0, 1e6) },
      ]
    case "wait":
      return [{ do: "wait", ms: random.between(10, 400) }]
  }
}
