import { Random } from "../random"
import { Deck, weighted } from "./deck"
import { drilled, DRILLS } from "./kinds/drilled"
import { edited, EDITED } from "./kinds/edited"
import { held, HELD } from "./kinds/held"
import { helped, HELPED } from "./kinds/helped"
import { kassaDrilled, KASSA_DRILLS } from "./kinds/kassa-drilled"
import { orderFirst, ORDER_FIRST } from "./kinds/order-first"
import { neighbours } from "./kinds/neighbours"
import { quiet, QUIET } from "./kinds/quiet"
import { refunded, REFUNDED } from "./kinds/refunded"
import { renamed, RENAMED } from "./kinds/renamed"
import { scarce } from "./kinds/scarce"
import { sentBack, SENT_BACK } from "./kinds/sent-back"
import { taken, TAKEN } from "./kinds/taken"
import { wanderer } from "./kinds/wanderer"
import { weekend } from "./kinds/weekend"
import type { ShopperPlan } from "./steps"

/** A history: all that happens to a few shoppers, decided before anything happens. */
export interface History {
  index: number
  /**
   * `busy`: with others at once. `quiet`: one shopper after the other, in a shop in which nothing else is due. `renaming`:
   * the day on which the merchant's entries are renamed and removed.
   */
  day: "busy" | "quiet" | "renaming"
  shoppers: ShopperPlan[]
}

export type HistorySize = "small" | "usual"

/** One in so many histories is a quiet day or a day of renaming, in turn. */
const SPECIAL_EVERY = 15
/** So many shoppers come on such a day. */
const SPECIAL_SHOPPERS = { small: 2, usual: 6 }

/** Plans one shopper. */
type Card = (random: Random, mostDeeds: number) => ShopperPlan

/** What shoppers are dealt, so that each kind of story is told equally often whatever the seed is. */
const CARDS: readonly Card[] = [
  ...weighted({ wanderer: 45, scarce: 8, weekend: 7, neighbours: 5 }).map(
    (kind): Card => ({ wanderer, scarce, weekend, neighbours })[kind],
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

/** Of the gateway that holds money and sends it back: one more shopper, who changes none of the others. */
const KASSA_CARDS: readonly Card[] = [
  ...told(TAKEN, taken),
  ...told(HELD, held),
  ...told(SENT_BACK, sentBack),
  ...told(KASSA_DRILLS, kassaDrilled),
]

const QUIET_CARDS = told(QUIET, quiet)
const RENAMED_CARDS = told(RENAMED, renamed)

/** The same seed and index give the same history, whatever came before it. */
export function planHistory(seed: number, index: number, size: HistorySize = "usual"): History {
  if (index % SPECIAL_EVERY === SPECIAL_EVERY - 1) return specialDay(seed, index, size)
  const random = new Random("history", seed, index)
  const isSmall = size === "small"
  const count = isSmall ? 1 : random.between(2, 3)
  const shoppers = Array.from({ length: count }, (_, n) => {
    const card = new Deck(CARDS, [seed, n]).deal(index - Math.floor(index / SPECIAL_EVERY))
    return card(new Random("shopper", seed, index, n), isSmall ? 3 : 7)
  })
  return { index, day: "busy", shoppers: [...shoppers, ...atTheKassa(seed, index, isSmall)] }
}

/** So many small histories have a shopper at the gateway that holds and refunds; of the others each, and every second two. */
const SMALL_KASSA_EVERY = 3

function atTheKassa(seed: number, index: number, isSmall: boolean): ShopperPlan[] {
  const deck = new Deck(KASSA_CARDS, [seed, "kassa"])
  const deal = (nth: number) => deck.deal(nth)(new Random("shopper", seed, "kassa", nth), 0)
  if (isSmall) return index % SMALL_KASSA_EVERY === 0 ? [deal(index / SMALL_KASSA_EVERY)] : []
  const busyDays = index - Math.floor(index / SPECIAL_EVERY)
  const before = busyDays + Math.ceil(busyDays / 2)
  return busyDays % 2 === 0 ? [deal(before), deal(before + 1)] : [deal(before)]
}

function specialDay(seed: number, index: number, size: HistorySize): History {
  const nth = Math.floor(index / SPECIAL_EVERY)
  const day = nth % 2 === 0 ? "quiet" : "renaming"
  const count = SPECIAL_SHOPPERS[size]
  const deck = new Deck(day === "quiet" ? QUIET_CARDS : RENAMED_CARDS, [seed, day])
  const shoppers = Array.from({ length: count }, (_, n) =>
    deck.deal(Math.floor(nth / 2) * count + n)(new Random("shopper", seed, index, n), 0),
  )
  return { index, day, shoppers }
}
