import type { FailPoint } from "../../medusa/fail-points"
import type { Random } from "../../random"
import { pay } from "../payments"
import { isOrderFirst, PROVIDERS } from "../providers"
import type { ShopperPlan, Step } from "../steps"
import { fail, outage } from "../troubles"
import { act } from "./people"

/** Longer than a payment is watched: the first look is the last one. */
const WEEKEND: Step = { do: "age", hours: 80 }

/** What comes between the last look and what follows from it. */
const AFTER_THE_LOOK: FailPoint[] = [
  "authorizing refused",
  "authorizing lost its answer",
  "problem opened",
  "payment written",
  "capture written",
  "order written",
  "order's account written",
  "attempt changed",
]

/** The store was down from Friday to Tuesday, and no notification came twice. */
export function weekend(random: Random): ShopperPlan {
  const currency = random.pick(["rub", "azn"] as const)
  const choose = (): Step => ({ do: "choose", provider: random.pick(PROVIDERS[currency].any) })
  const chosen = choose()
  const complete: Step[] =
    chosen.do === "choose" && isOrderFirst(chosen.provider) ? [{ do: "complete", times: 1 }] : []
  const unheard = (share: "all" | "part" | "more" = "all") =>
    pay(random, 0, share, random.chance(0.8) ? "dropped" : "late")
  const steps: Step[] = [chosen, ...complete, ...lastDeeds(), WEEKEND]
  if (random.chance(0.5)) steps.push(fail(random, AFTER_THE_LOOK))
  else if (random.chance(0.3)) steps.push(outage(random, currency === "azn" ? "m2cerber" : "tegro"))
  else if (random.chance(0.3)) steps.push({ do: "kill", instance: 0, inMs: random.between(0, 400) })
  steps.push({ do: "sweep", times: 1 }, { do: "sweep", times: 1 })
  if (random.chance(0.4)) steps.push(act(random))
  const goods = random.pick(["plain", "plenty"] as const)
  return { kind: "weekend", currency, goods, quantity: 1, steps }

  function lastDeeds(): Step[] {
    const what = random.weighted({ paid: 4, orphan: 2, more: 1, part: 1.5, sent: currency === "azn" ? 1 : 0 })
    switch (what) {
      case "paid":
        return [unheard()]
      case "orphan":
        return [unheard(), choose()]
      case "more":
        return [unheard("more")]
      case "part":
        return [unheard("part")]
      case "sent":
        return [{ do: "say sent", back: 0 }]
    }
  }
}
