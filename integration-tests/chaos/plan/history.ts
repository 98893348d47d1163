import { Random } from "../random"
import { edited } from "./kinds/edited"
import { orderFirst } from "./kinds/order-first"
import { quiet } from "./kinds/quiet"
import { refunded } from "./kinds/refunded"
import { scarce } from "./kinds/scarce"
import { wanderer } from "./kinds/wanderer"
import { weekend } from "./kinds/weekend"
import type { ShopperPlan } from "./steps"

/** A history: all that happens to a few shoppers, decided before anything happens. */
export interface History {
  index: number
  /** It happens alone, when all the others are over. */
  isQuiet: boolean
  shoppers: ShopperPlan[]
}

export type HistorySize = "small" | "usual"

/** One in so many histories is a quiet day. */
const QUIET_EVERY = 15

/** The same seed and index give the same history, whatever came before it. */
export function planHistory(seed: number, index: number, size: HistorySize = "usual"): History {
  const random = new Random("history", seed, index)
  const isSmall = size === "small"
  const isQuiet = index % QUIET_EVERY === QUIET_EVERY - 1
  const count = isQuiet || isSmall || random.chance(0.5) ? 1 : random.between(2, 3)
  const shoppers = Array.from({ length: count }, (_, n) => {
    const own = new Random("shopper", seed, index, n)
    return isQuiet ? quiet(own) : planShopper(own, isSmall ? 3 : 7)
  })
  return { index, isQuiet, shoppers }
}

function planShopper(random: Random, mostDeeds: number): ShopperPlan {
  const kind = random.weighted({
    wanderer: 32,
    "order first": 28,
    edited: 10,
    refunded: 14,
    scarce: 9,
    weekend: 7,
  })
  switch (kind) {
    case "wanderer":
      return wanderer(random, mostDeeds)
    case "order first":
      return orderFirst(random)
    case "edited":
      return edited(random)
    case "refunded":
      return refunded(random)
    case "scarce":
      return scarce(random)
    case "weekend":
      return weekend(random)
  }
}
