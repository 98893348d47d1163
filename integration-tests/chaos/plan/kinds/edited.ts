import type { Random } from "../../random"
import { pay } from "../payments"
import { PROVIDERS } from "../providers"
import type { ShopperPlan, Step } from "../steps"
import { troubled } from "../troubles"
import { refund, replay } from "./people"

const SWEEP: Step = { do: "sweep", times: 1 }

/** What becomes of the difference, and how often it is told. */
export const EDITED = { unpaid: 4, paid: 3, "paid twice": 3, canceled: 1, refunded: 2 }

/** A paid order becomes dearer, and the shopper gets a link for the difference. */
export function edited(random: Random, story: keyof typeof EDITED): ShopperPlan {
  const currency = random.pick(["rub", "azn"] as const)
  const provider = random.pick(random.chance(0.5) ? PROVIDERS[currency].first : PROVIDERS[currency].after)
  const link: Step = {
    do: "choose for the edit",
    provider: random.pick(random.chance(0.7) ? PROVIDERS[currency].first : PROVIDERS[currency].after),
  }
  const steps: Step[] = [
    { do: "choose", provider },
    // Before the payment this only works where the order comes first.
    { do: "complete", times: 1 },
    pay(random, 0, "all", "prompt"),
    SWEEP,
    ...(random.chance(0.3) ? [replay(random)] : []),
    { do: "edit order" },
    link,
    ...difference(random, story, link),
  ]
  const goods = random.pick(["plain", "plenty"] as const)
  return { kind: "edited", currency, goods, quantity: 1, steps: troubled(random, steps, 0.2) }
}

function difference(random: Random, story: keyof typeof EDITED, link: Step): Step[] {
  const later: Step[] = [{ do: "age", hours: 2 }, SWEEP]
  switch (story) {
    case "unpaid":
      return later
    case "paid":
      return [pay(random, 0, "all"), ...later]
    case "paid twice":
      return random.chance(0.5)
        ? [link, pay(random, 1, "all"), pay(random, 0, "all"), ...later]
        : [pay(random, 0, "all"), link, pay(random, 0, "all"), ...later]
    case "canceled":
      return [pay(random, 0, "all"), { do: "cancel order", when: "after payment", inMs: 0 }, ...later]
    case "refunded":
      return [pay(random, 0, "all"), refund(random), ...later]
  }
}
