import type { Random } from "../../random"
import { pay } from "../payments"
import { newNameOf, PASSING, PROVIDERS, type Passing } from "../providers"
import type { PayStep, ShopperPlan, Step } from "../steps"
import { fail, outage } from "../troubles"

const SWEEP: Step = { do: "sweep", times: 1 }

/** What becomes of the entry, and how often it is told. */
export const RENAMED: Record<Passing, number> = { renamed: 1, removed: 1, "removed with their account": 1 }

/** A payment is open when its entry is renamed or removed. */
export function renamed(random: Random, story: Passing): ShopperPlan {
  const currency = random.pick(["rub", "azn"] as const)
  const provider = PASSING[story][currency]
  const rename = (meanwhile: PayStep | null = null): Step => ({ do: "rename entries", meanwhile })
  // The merchant may have told the gateway of the new address.
  const hook = story === "renamed" && random.chance(0.5) ? newNameOf(provider) : undefined
  const paid = (share: "all" | "part" | "more" = "all") => ({ ...pay(random, 0, share), hook })
  const steps: Step[] = [{ do: "choose", provider }, ...tell(), ...after()]
  return { kind: "renamed", currency, goods: random.pick(["plain", "plenty"] as const), quantity: 1, steps }

  function tell(): Step[] {
    const what = random.weighted({ before: 2, meanwhile: 3, later: 4, more: 1, twice: 1, never: 2 })
    switch (what) {
      case "before":
        return [pay(random, 0, "all", random.pick(["dropped", "held", "late"] as const)), rename()]
      case "meanwhile":
        return [rename(paid())]
      case "later":
        return [rename(), paid()]
      case "more":
        return [rename(), paid("more")]
      case "twice":
        return currency === "azn"
          ? [{ ...pay(random, 0, "part", "prompt") }, rename(), { ...paid(), share: "rest" }]
          : [rename(paid()), SWEEP, paid()]
      case "never":
        return [rename()]
    }
  }

  function after(): Step[] {
    const steps: Step[] = [SWEEP]
    if (random.chance(0.3)) steps.push(fail(random), SWEEP)
    if (random.chance(0.2)) steps.push(outage(random, currency === "azn" ? "m2cerber" : "tegro"))
    if (random.chance(0.3)) steps.push({ do: "poll", back: 0, times: 1 })
    if (random.chance(0.5)) steps.push({ do: "age", hours: 2 }, SWEEP)
    if (random.chance(0.3)) {
      steps.push(
        { do: "choose", provider: random.pick(PROVIDERS[currency].after) },
        pay(random, 0, "all"),
        SWEEP,
      )
    }
    if (random.chance(0.2)) steps.push({ do: "complete", times: 1 })
    return steps
  }
}
