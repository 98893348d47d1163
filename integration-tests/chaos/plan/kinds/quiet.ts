import type { Random } from "../../random"
import { pay } from "../payments"
import type { ShopperPlan, Step } from "../steps"
import { fail } from "../troubles"

const SWEEP: Step = { do: "sweep", times: 1 }

/** The only shopper of a quiet day: hardly anything else is due. */
export function quiet(random: Random): ShopperPlan {
  const what = random.weighted({ olderOrder: 3, bothOrders: 2, dropped: 3, orphan: 2 })
  const plan = { kind: "quiet", goods: "plain", quantity: 1 } as const
  const open: Step = { do: "open the page", back: 0 }
  // Without `id` in the notification: as documented.
  const documented = (which: "oldest" | "newest"): Step => {
    const step = pay(random, 0, "all", "prompt")
    step.notice.policy.fields = "docs"
    return { ...step, which }
  }
  const redirect: Step = { do: "choose", provider: "pp_tegro_redirect" }
  switch (what) {
    case "olderOrder":
      return {
        ...plan,
        currency: "rub",
        steps: [redirect, open, { do: "process", back: 0 }, open, documented("oldest"), SWEEP],
      }
    case "bothOrders":
      return {
        ...plan,
        currency: "rub",
        steps: [redirect, open, documented("oldest"), SWEEP, open, documented("newest"), SWEEP],
      }
    case "dropped": {
      const currency = random.pick(["rub", "azn"] as const)
      const provider = currency === "rub" ? "pp_tegro_main" : "pp_m2cerber_main"
      const steps: Step[] = [
        { do: "choose", provider },
        pay(random, 0, "all", "dropped"),
        fail(random),
        SWEEP,
        SWEEP,
      ]
      return { ...plan, currency, steps }
    }
    case "orphan":
      return {
        ...plan,
        currency: "rub",
        steps: [
          redirect,
          open,
          redirect,
          open,
          pay(random, 1, "all", "dropped"),
          SWEEP,
          pay(random, 0, "all"),
          SWEEP,
        ],
      }
  }
}
