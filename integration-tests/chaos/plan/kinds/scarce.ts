import type { Random } from "../../random"
import { pay } from "../payments"
import { isOrderFirst, PROVIDERS } from "../providers"
import type { ShopperPlan, Step } from "../steps"
import { troubled } from "../troubles"
import { act, placeOrder, resolve } from "./people"

const SWEEP: Step = { do: "sweep", times: 1 }

/** The last piece is gone while the shopper pays, and may come back. */
export function scarce(random: Random): ShopperPlan {
  const currency = random.pick(["rub", "azn", "azn"] as const)
  const choose = (): Step => ({ do: "choose", provider: random.pick(PROVIDERS[currency].any) })
  const chosen = choose()
  const complete: Step[] =
    chosen.do === "choose" && isOrderFirst(chosen.provider) ? [{ do: "complete", times: 1 }] : []
  const steps: Step[] = [
    chosen,
    { do: "sell out" },
    ...complete,
    pay(random, 0, "all", random.chance(0.7) ? "prompt" : undefined),
    { do: "sweep", times: random.between(1, 2) },
  ]
  if (random.chance(0.7)) steps.push(random.pick([placeOrder, (one: Random) => resolve(one), act])(random))
  if (random.chance(0.3)) steps.push(choose(), pay(random, 0, "all"), SWEEP)
  if (random.chance(0.7)) steps.push({ do: "restock" }, SWEEP)
  if (random.chance(0.4)) steps.push(placeOrder(random))
  return { kind: "scarce", currency, goods: "scarce", quantity: 1, steps: troubled(random, steps, 0.2) }
}
