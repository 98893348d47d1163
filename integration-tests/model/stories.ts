import { Random } from "../chaos/random"
import { anything } from "./deeds"
import { ENTRIES, OTHER_PROVIDERS, PRICES } from "./entries"
import type { Event } from "./events"
import { WAYS } from "./gateway"
import { cardStory } from "./stories-card"
import { choose, DAY, HOUR, isFirst, longWait, pay, troubles, wait } from "./parts"
import { RESOLUTIONS } from "./people"

/** A history: the store, all that happens in it, and how it ends. Decided before anything happens. */
export interface History {
  seed: string
  pays: Pays
  /** Provider ids that the region offers. */
  offers: readonly string[]
  price: number
  stock: number
  locksOutliveProcesses: boolean
  /** Whether the gateway for cards goes on showing what was held after a part of it was captured. */
  showsOriginal: boolean
  events: readonly Event[]
  end: {
    /** Whether the notifications that are still on their way are lost. */
    losesMail: boolean
    /** In which order they arrive, and payments are looked at. */
    order: "as sent" | "reversed"
    restocks: boolean
    /** How refunds end that are under way. */
    refundsEnd: "done" | "failed"
    /** Whether the gateways are silent for weeks before they come back. */
    isSilent: boolean
    /** Whether it is run once more in the other order, which must come to the same books. */
    isRepeated: boolean
    /** Whether persons deal with every problem in the end, and how. */
    resolves: (typeof RESOLUTIONS)[number] | null
  }
}

/** By which gateways is paid: those for cards, which hold money and return it, or the others. */
export const PAYS = ["any", "cards", "others"] as const
export type Pays = (typeof PAYS)[number]

const isCard = ({ providerId }: { providerId: string }) => providerId.startsWith("pp_card")

const OFFERED: Readonly<Record<Pays, typeof ENTRIES>> = {
  any: ENTRIES,
  cards: ENTRIES.filter(isCard),
  others: ENTRIES.filter((entry) => !isCard(entry)),
}

/** The same seed and index give the same history, among those that are paid alike. */
export function tellHistory(seed: number, index: number, pays: Pays = "any"): History {
  const random = new Random(seed, index)
  const first = random.pick(OFFERED[pays]).providerId
  const second = random.pick(OFFERED[pays === "cards" ? "any" : pays]).providerId
  const isByCard = first.startsWith("pp_card") && random.chance(0.6)
  const events = isByCard ? cardStory(random, first, second) : story(random, first, second)
  for (let more = random.between(0, 10); more > 0; more--) {
    events.splice(random.between(0, events.length), 0, anything(random, random.chance(0.5) ? first : second))
  }
  const isHeld = random.chance(0.25)
  for (const event of events) {
    if (random.chance(0.2)) event.troubles ??= troubles(random, 24)
  }
  return {
    seed: `${seed}:${index}`,
    pays,
    offers: [first, second, ...OTHER_PROVIDERS],
    price: random.between(0, PRICES.length - 1),
    stock: random.chance(0.12) ? 0 : 5,
    locksOutliveProcesses: random.chance(0.3),
    showsOriginal: random.chance(0.4),
    events: isHeld ? events.filter((event) => event.do !== "deliver") : events,
    end: {
      losesMail: !isHeld && random.chance(0.4),
      order: "as sent",
      isRepeated: random.chance(0.5),
      restocks: random.chance(0.5),
      refundsEnd: random.chance(0.7) ? "done" : "failed",
      isSilent: random.chance(0.08),
      resolves: random.chance(0.3) ? random.pick(RESOLUTIONS) : null,
    },
  }
}

/** What usually happens, and what money is lost by. */
function story(random: Random, first: string, second: string): Event[] {
  switch (
    random.weighted({
      usual: 6,
      unpaid: 1,
      late: 1,
      second: 1,
      edited: 1,
      soldOut: 0.5,
      replaced: 0.2,
      both: 0.3,
      returned: 0.3,
      afterwards: 0.5,
    })
  ) {
    case "usual":
      return usual(random, first)
    case "unpaid":
      return [
        choose(random, first),
        { do: "complete" },
        { do: "open", attempt: 0 },
        longWait(random),
        struck(random),
      ]
    case "late":
      return [...usual(random, first), longWait(random), struck(random)]
    case "second":
      return [...usual(random, first), choose(random, second), { do: "complete" }, ...payment(random)]
    case "edited":
      return [
        ...usual(random, first),
        { do: "edit order", by: "10.00" },
        { do: "choose", provider: second, for: "edit", outcome: "ok" },
        { do: "open", attempt: 0 },
        ...(random.chance(0.6) ? payment(random) : []),
      ]
    case "afterwards":
      return [
        choose(random, first),
        { do: "open", attempt: 0 },
        { do: "wait", ms: 3 * DAY + HOUR },
        { do: "sweep" },
        pay(random, "full"),
        { do: "look", attempt: 0, troubles: troubles(random, 6) },
      ]
    case "soldOut":
      return soldOut(random, first)
    case "both":
      // The first session could not be deleted when the shopper chose another one, and both are paid.
      return [
        choose(random, first),
        { do: "open", attempt: 0 },
        {
          do: "choose",
          provider: second,
          for: "cart",
          outcome: "ok",
          troubles: [{ at: random.between(3, 6), how: "fail" }],
        },
        { do: "open", attempt: 0 },
        ...payment(random),
        { do: "pay", attempt: 1, payment: 0, way: "full" },
        { do: "deliver", nth: 0 },
      ]
    case "returned":
      // A person deals with a part, or with a payment in doubt, and then all of it comes.
      return [
        ...usual(random, first),
        pay(random, "part"),
        { do: "deliver", nth: 0 },
        { do: "mark", attempt: 0, payment: 0, as: "processing" },
        { do: "wait", ms: 3 * DAY + HOUR },
        { do: "sweep" },
        { do: "resolve", nth: 0, how: random.pick(RESOLUTIONS) },
        { do: "pay", attempt: 0, payment: 0, way: random.pick(["rest", "full"]) },
        { do: "deliver", nth: 0 },
      ]
    case "replaced":
      // The shopper takes other goods, and pays in another way, before the paid ones are back.
      return [
        ...soldOut(random, first),
        { do: "edit cart", price: random.between(0, PRICES.length - 1) },
        { do: "choose", provider: random.pick(OTHER_PROVIDERS), for: "cart", outcome: "ok" },
        { do: "restock" },
        { do: "complete" },
      ]
  }
}

const soldOut = (random: Random, provider: string): Event[] => [
  choose(random, provider),
  { do: "open", attempt: 0 },
  { do: "sell out" },
  ...payment(random),
]

/** The shopper chooses, pays, and the store hears of it. */
export function usual(random: Random, provider: string): Event[] {
  const events: Event[] = [choose(random, provider)]
  if (isFirst(provider) ? random.chance(0.85) : random.chance(0.1)) events.push({ do: "complete" })
  if (random.chance(0.9)) events.push({ do: "open", attempt: 0 })
  if (random.chance(0.3)) events.push(wait(random))
  if (random.chance(0.75)) events.push(...payment(random))
  if (random.chance(0.25)) events.push({ do: "complete" })
  return events
}

/** A look that is broken off, or runs while something else happens. */
const struck = (random: Random): Event => ({ do: "sweep", troubles: troubles(random, 12) })

function payment(random: Random): Event[] {
  const way = random.chance(0.6) ? "full" : random.pick(WAYS)
  const events: Event[] = [{ do: "pay", attempt: 0, payment: 0, way }]
  if (random.chance(0.75)) events.push({ do: "deliver", nth: 0 })
  if (way === "part" && random.chance(0.5)) events.push(pay(random, "rest"), { do: "deliver", nth: 0 })
  if (random.chance(0.2)) events.push({ do: "sweep" })
  return events
}
