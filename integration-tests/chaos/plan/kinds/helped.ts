import type { Random } from "../../random"
import { pay } from "../payments"
import { PROVIDERS } from "../providers"
import type { ShopperPlan, Step } from "../steps"
import { troubled } from "../troubles"
import { checkNow, placeOrder, resolve } from "./people"

const SWEEP: Step = { do: "sweep", times: 1 }

/** What a person takes care of, and how often it is told. */
export const HELPED = { orphan: 3, overpaid: 3, "too much again": 3, "refund owed": 3, "sold out": 6 }

/** Money that surely needs a person, who takes care of it. */
export function helped(random: Random, story: keyof typeof HELPED): ShopperPlan {
  const isTransfer = story === "sold out" || story === "too much again"
  const currency = isTransfer ? "azn" : random.pick(["rub", "azn"] as const)
  const goods = story === "sold out" ? "scarce" : "plain"
  const steps = troubled(random, [...needs(random, story, currency), SWEEP], 0.1)
  return { kind: "helped", currency, goods, quantity: 1, steps }
}

function needs(random: Random, story: keyof typeof HELPED, currency: "rub" | "azn"): Step[] {
  const choose = (): Step => ({ do: "choose", provider: random.pick(PROVIDERS[currency].after) })
  const look: Step[] = random.chance(0.3) ? [SWEEP, checkNow(random)] : [SWEEP]
  switch (story) {
    case "orphan":
      return [choose(), choose(), pay(random, 1, "all", "prompt"), ...look, resolve(random)]
    case "overpaid":
      return [choose(), pay(random, 0, "more", "prompt"), ...look, resolve(random)]
    case "too much again": {
      // The same sum comes once more after a person has dealt with the first one.
      const paid: Step[] = [pay(random, 0, "all", "prompt"), SWEEP]
      return [choose(), ...paid, ...paid, resolve(random), SWEEP, ...paid]
    }
    case "refund owed": {
      const provider = currency === "rub" ? "pp_tegro_manual" : "pp_m2cerber_manual"
      return [
        { do: "choose", provider },
        pay(random, 0, "all", "prompt"),
        SWEEP,
        { do: "refund", how: random.pick(["in part", "in full"] as const) },
        ...look,
        resolve(random, "returned"),
      ]
    }
    case "sold out": {
      const paid: Step[] = [choose(), { do: "sell out" }, pay(random, 0, "all", "prompt"), SWEEP]
      return random.chance(0.25)
        ? [...paid, resolve(random, "returned"), { do: "restock" }, SWEEP]
        : [...paid, placeOrder(random), { do: "restock" }, placeOrder(random)]
    }
  }
}
