import type { Random } from "../../random"
import { pay } from "../payments"
import type { ShopperPlan, Step, StepOf } from "../steps"
import { troubled } from "../troubles"

const SWEEP: Step = { do: "sweep", times: 1 }

/** Another store, or a copy of this one, sells by the same shop while somebody buys here. */
export function neighbours(random: Random): ShopperPlan {
  const link = random.chance(0.5)
  const steps: Step[] = [
    sell(random),
    {
      do: "choose",
      provider: link ? "pp_tegro_redirect" : random.pick(["pp_tegro_main", "pp_tegro_manual"]),
    },
    ...(link ? ([{ do: "open the page", back: 0 }] as const) : []),
    sell(random),
    // What no notification tells is found among the other store's payments.
    { ...pay(random, 0, "all", random.chance(0.7) ? "dropped" : undefined), which: "oldest" },
    sell(random),
    SWEEP,
  ]
  const goods = random.pick(["plain", "plenty"] as const)
  return { kind: "neighbours", currency: "rub", goods, quantity: 1, steps: troubled(random, steps, 0.15) }
}

function sell(random: Random): StepOf<"another store sells"> {
  return {
    do: "another store sells",
    paid: random.between(1, 2),
    unpaid: random.pick([0, 1, 60]),
    isHeard: random.chance(0.5),
    seed: random.between(0, 1e6),
  }
}
