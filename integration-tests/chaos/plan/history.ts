import { Random } from "../random"
import { Deck, weighted } from "./deck"
import { drilled, DRILLS } from "./kinds/drilled"
import { edited, EDITED } from "./kinds/edited"
import { helped, HELPED } from "./kinds/helped"
import { orderFirst, ORDER_FIRST } from "./kinds/order-first"
import { quiet } from "./kinds/quiet"
import { refunded, REFUNDED } from "./kinds/refunded"
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

/** Plans one shopper. */
type Card = (random: Random, mostDeeds: number) => ShopperPlan

/** What shoppers are dealt, so that each kind of story is told equally often whatever the seed is. */
const CARDS: readonly Card[] = [
  ...weighted({ wanderer: 45, scarce: 8, weekend: 7 }).map(
    (kind): Card => ({ wanderer, scarce, weekend })[kind],
  ),
  ...told(ORDER_FIRST, orderFirst),
  ...told(EDITED, edited),
  ...told(REFUNDED, refunded),
  ...told(HELPED, helped),
  ...told(DRILLS, drilled),
]

function told<S extends string>(
  stories: Record<S, number>,
  tell: (random: Random, story: S) => ShopperPlan,
): Card[] {
  return weighted(stories).map((story) => (random) => tell(random, story))
}

/** The same seed and index give the same history, whatever came before it. */
export function planHistory(seed: number, index: number, size: HistorySize = "usual"): History {
  const random = new Random("history", seed, index)
  const isSmall = size === "small"
  const isQuiet = index % QUIET_EVERY === QUIET_EVERY - 1
  const count = isQuiet || isSmall ? 1 : random.between(2, 3)
  const shoppers = Array.from({ length: count }, (_, n) => {
    const own = new Random("shopper", seed, index, n)
    const card = new Deck(CARDS, [seed, n]).deal(index - Math.floor(index / QUIET_EVERY))
    return isQuiet ? quiet(own) : card(own, isSmall ? 3 : 7)
  })
  return { index, isQuiet, shoppers }
}
