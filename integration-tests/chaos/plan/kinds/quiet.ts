import type { Random } from "../../random"
import { pay } from "../payments"
import type { PayStep, ShopperPlan, Step } from "../steps"
import { fail } from "../troubles"

const SWEEP: Step = { do: "sweep", times: 1 }
const OPEN: Step = { do: "open the page", back: 0 }
const LINK: Step = { do: "choose", provider: "pp_tegro_redirect" }

/** What nobody but the gateway's own list tells, and how often each is told. */
export const QUIET = {
  "older order paid": 1,
  "paid twice by one link": 1,
  "notification lost": 1,
  "refunded in the cabinet": 1,
  "no longer asked for": 1,
}

/** The only shopper of a quiet day: hardly anything else is due. Another store may sell by the same shop. */
export function quiet(random: Random, story: keyof typeof QUIET): ShopperPlan {
  const currency = story === "notification lost" ? random.pick(["rub", "azn"] as const) : "rub"
  const crowd: Step[] = random.chance(0.3)
    ? [{ do: "another store sells", paid: 3, unpaid: random.between(0, 120), isHeard: false, seed: 0 }]
    : []
  const steps = [...tell(random, story, currency), ...crowd, SWEEP]
  return { kind: "quiet", currency, goods: "plain", quantity: 1, steps }
}

function tell(random: Random, story: keyof typeof QUIET, currency: "rub" | "azn"): Step[] {
  switch (story) {
    case "older order paid":
      return [LINK, OPEN, { do: "process", back: 0 }, OPEN, documented(random, "oldest")]
    case "paid twice by one link":
      return [LINK, OPEN, documented(random, "oldest"), SWEEP, OPEN, documented(random, "newest")]
    case "notification lost": {
      const provider = currency === "rub" ? "pp_tegro_main" : "pp_m2cerber_main"
      return [{ do: "choose", provider }, pay(random, 0, "all", "dropped"), fail(random), SWEEP]
    }
    case "refunded in the cabinet": {
      const provider = random.pick(["pp_tegro_main", "pp_tegro_redirect", "pp_tegro_manual"])
      return [
        { do: "choose", provider },
        pay(random, 0, "all", "prompt"),
        SWEEP,
        { do: "refund in the cabinet", back: 0 },
      ]
    }
    case "no longer asked for":
      return [LINK, OPEN, LINK, OPEN, pay(random, 1, "all", "dropped"), SWEEP, pay(random, 0, "all")]
  }
}

/** Without `id` in the notification: as documented. */
function documented(random: Random, which: "oldest" | "newest"): PayStep {
  const step = pay(random, 0, "all", "prompt")
  step.notice.policy.fields = "docs"
  return { ...step, which }
}
