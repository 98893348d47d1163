import type { FailPoint } from "../../medusa/fail-points"
import type { Random } from "../../random"
import { pay } from "../payments"
import { isOrderFirst } from "../providers"
import type { ShopperPlan, Step } from "../steps"
import { fail, troubled } from "../troubles"
import { act, refund, settlePayouts } from "./people"

const SWEEP: Step = { do: "sweep", times: 1 }

const WAYS = [
  ["rub", "pp_tegro_main"],
  ["rub", "pp_tegro_main"],
  ["rub", "pp_tegro_main"],
  ["rub", "pp_tegro_main"],
  ["rub", "pp_tegro_manual"],
  ["rub", "pp_tegro_manual"],
  ["azn", "pp_m2cerber_manual"],
  ["azn", "pp_m2cerber_payouts"],
  ["azn", "pp_m2cerber_payouts"],
  ["azn", "pp_m2cerber_firstpay"],
] as const

const WHILE_MONEY_GOES_BACK: FailPoint[] = [
  "refund written",
  "payout opened",
  "payout changed",
  "problem opened",
  "problem changed",
  "order changed",
]

/** How the first money goes back, and how often it is told. */
export const REFUNDED = { "in part": 4, "in full": 3, "twice at once": 3, canceled: 3 }

/** A paid order whose money goes back, in part, in full or twice, or which the merchant cancels. */
export function refunded(random: Random, story: keyof typeof REFUNDED): ShopperPlan {
  const [currency, provider] = random.pick(WAYS)
  const complete: Step[] = isOrderFirst(provider) ? [{ do: "complete", times: 1 }] : []
  const paid: Step[] = [{ do: "choose", provider }, ...complete, pay(random, 0, "all", "prompt"), SWEEP]
  const acts: Step[] = story === "canceled" ? canceled(random) : [refund(random, story)]
  for (let left = random.between(0, 2); left > 0; left--) {
    if (random.chance(0.3)) acts.push(fail(random, WHILE_MONEY_GOES_BACK))
    acts.push(...deed(random))
  }
  const steps = [...paid, ...troubled(random, acts, 0.25), SWEEP]
  const goods = random.pick(["plain", "plenty"] as const)
  return { kind: "refunded", currency, goods, quantity: 1, steps }
}

function deed(random: Random): Step[] {
  const what = random.weighted({ refund: 4, cancel: 2, sweep: 1, act: 1, payouts: 4 })
  switch (what) {
    case "refund":
      return [refund(random)]
    case "cancel":
      return canceled(random)
    case "sweep":
      return [SWEEP]
    case "act":
      return [act(random)]
    case "payouts":
      return [SWEEP, settlePayouts(random)]
  }
}

/** The merchant cancels it, and perhaps nobody hears of that. */
function canceled(random: Random): Step[] {
  return [
    ...(random.chance(0.4) ? [{ do: "lose events", event: "^order\\.canceled$", times: 1 } as const] : []),
    { do: "cancel order", when: "after payment", inMs: 0 },
  ]
}
