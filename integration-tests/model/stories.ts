import type { PayoutState } from "../../src/core"
import { Random } from "../chaos/random"
import { ENTRIES, OTHER_PROVIDERS, OUTCOMES, PRICES } from "./entries"
import type { Event } from "./events"
import { WAYS, type Way } from "./gateway"
import { RESOLUTIONS } from "./people"
import { INTERLOPERS, type Trouble } from "./statements"

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A history: the store, all that happens in it, and how it ends. Decided before anything happens. */
export interface History {
  seed: string
  /** Provider ids that the region offers. */
  offers: readonly string[]
  price: number
  stock: number
  locksOutliveProcesses: boolean
  events: readonly Event[]
  end: {
    /** Whether the notifications that are still on their way are lost. */
    losesMail: boolean
    /** In which order they arrive, and payments are looked at. */
    order: "as sent" | "reversed"
    restocks: boolean
    /** Whether the gateways are silent for weeks before they come back. */
    isSilent: boolean
    /** Whether it is run once more in the other order, which must come to the same books. */
    isRepeated: boolean
    /** Whether persons deal with every problem in the end, and how. */
    resolves: (typeof RESOLUTIONS)[number] | null
  }
}

/** The same seed and index give the same history. */
export function tellHistory(seed: number, index: number): History {
  const random = new Random(seed, index)
  const first = random.pick(ENTRIES).providerId
  const second = random.pick(ENTRIES).providerId
  const events = story(random, first, second)
  for (let more = random.between(0, 10); more > 0; more--) {
    events.splice(random.between(0, events.length), 0, anything(random, random.chance(0.5) ? first : second))
  }
  const isHeld = random.chance(0.25)
  for (const event of events) {
    if (random.chance(0.2)) event.troubles ??= troubles(random, 24)
  }
  return {
    seed: `${seed}:${index}`,
    offers: [first, second, ...OTHER_PROVIDERS],
    price: random.between(0, PRICES.length - 1),
    stock: random.chance(0.12) ? 0 : 5,
    locksOutliveProcesses: random.chance(0.3),
    events: isHeld ? events.filter((event) => event.do !== "deliver") : events,
    end: {
      losesMail: !isHeld && random.chance(0.4),
      order: "as sent",
      isRepeated: random.chance(0.5),
      restocks: random.chance(0.5),
      isSilent: random.chance(0.08),
      resolves: random.chance(0.3) ? random.pick(RESOLUTIONS) : null,
    },
  }
}

const isFirst = (provider: string) => provider.endsWith("_first")

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
function usual(random: Random, provider: string): Event[] {
  const events: Event[] = [choose(random, provider)]
  if (isFirst(provider) ? random.chance(0.85) : random.chance(0.1)) events.push({ do: "complete" })
  if (random.chance(0.9)) events.push({ do: "open", attempt: 0 })
  if (random.chance(0.3)) events.push(wait(random))
  if (random.chance(0.75)) events.push(...payment(random))
  if (random.chance(0.25)) events.push({ do: "complete" })
  return events
}

const longWait = (random: Random): Event => ({
  do: "wait",
  ms: random.pick([61 * MINUTE, 26 * HOUR, 3 * DAY + HOUR, 5 * DAY + HOUR]),
})

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

const choose = (random: Random, provider: string): Event => ({
  do: "choose",
  provider,
  for: "cart",
  outcome: random.chance(0.92) ? "ok" : random.pick(OUTCOMES),
})

const back = (random: Random) => (random.chance(0.7) ? 0 : random.between(1, 2))

const pay = (random: Random, way: Way): Event => ({
  do: "pay",
  attempt: back(random),
  payment: random.chance(0.8) ? 0 : 1,
  way,
})

const wait = (random: Random): Event => ({
  do: "wait",
  ms: random.pick([
    20 * SECOND,
    5 * MINUTE,
    61 * MINUTE,
    3 * HOUR,
    26 * HOUR,
    3 * DAY + HOUR,
    5 * DAY + HOUR,
  ]),
})

/** Weights of everything else that may happen, anywhere in the story. */
const DEEDS = {
  choose: 6,
  chooseOther: 2,
  chooseForEdit: 2,
  complete: 4,
  editCart: 2,
  changeRegion: 1,
  open: 3,
  pay: 8,
  mark: 3,
  refundInCabinet: 1.5,
  forget: 0.7,
  deliver: 6,
  repeat: 2,
  lose: 2,
  look: 4,
  list: 1.5,
  sweep: 5,
  wait: 8,
  fails: 3,
  errs: 1,
  shows: 1.5,
  lag: 2,
  cancel: 2.5,
  refund: 2.5,
  credit: 1.5,
  editOrder: 2.5,
  authorize: 1,
  cash: 1,
  fulfill: 1,
  unreserve: 0.5,
  sellOut: 1.5,
  restock: 1.5,
  disable: 1,
  enable: 0.5,
  unconfigure: 0.5,
  configure: 0.5,
  resolve: 4,
  payout: 1.5,
} as const

/** Each deed as often as its weight tells. */
const BAG = (Object.entries(DEEDS) as [keyof typeof DEEDS, number][]).flatMap(([deed, weight]) =>
  Array.from({ length: weight * 10 }, () => deed),
)

function anything(random: Random, provider: string): Event {
  switch (random.pick(BAG)) {
    case "choose":
      return choose(random, provider)
    case "chooseOther":
      return { do: "choose", provider: random.pick(OTHER_PROVIDERS), for: "cart", outcome: "ok" }
    case "chooseForEdit":
      return { do: "choose", provider, for: "edit", outcome: "ok" }
    case "complete":
      return { do: "complete" }
    case "editCart":
      return { do: "edit cart", price: random.between(0, PRICES.length - 1) }
    case "changeRegion":
      return { do: "change region", currency: random.pick(["EUR", "RUB"]) }
    case "open":
      return { do: "open", attempt: back(random) }
    case "pay":
      return pay(random, random.chance(0.6) ? "full" : random.pick(WAYS))
    case "mark":
      return {
        do: "mark",
        attempt: back(random),
        payment: random.chance(0.8) ? 0 : 1,
        as: random.pick(["processing", "underpaid", "canceled", "canceled", "expired", "failed"] as const),
      }
    case "refundInCabinet":
      return { do: "refund in cabinet", attempt: back(random) }
    case "forget":
      return { do: "forget", attempt: back(random) }
    case "deliver":
      return { do: "deliver", nth: random.between(0, 2) }
    case "repeat":
      return { do: "repeat", nth: random.between(0, 2) }
    case "lose":
      return { do: "lose", nth: random.between(0, 2) }
    case "look":
      return { do: "look", attempt: back(random) }
    case "list":
      return { do: "list", attempt: back(random) }
    case "sweep":
      return { do: "sweep" }
    case "wait":
      return wait(random)
    case "fails":
      return { do: "gateway fails", times: random.pick([1, 1, 2, 3, 1_000]) }
    case "errs":
      return { do: "gateway errs about another", times: random.between(1, 2) }
    case "shows":
      return { do: "gateway shows what was", times: random.between(1, 3) }
    case "lag":
      return { do: "lag", on: random.chance(0.7) }
    case "cancel":
      return { do: "cancel order", isHeard: random.chance(0.6) }
    case "refund":
      return { do: "refund", share: random.pick(["all", "half"] as const) }
    case "credit":
      return { do: "credit line", share: random.pick(["all", "half"] as const) }
    case "editOrder":
      return { do: "edit order", by: random.pick(["10.00", "40.00", "-5.00"]) }
    case "authorize":
      return { do: "authorize" }
    case "cash":
      return { do: "capture cash" }
    case "fulfill":
      return { do: "fulfill" }
    case "unreserve":
      return { do: "unreserve" }
    case "sellOut":
      return { do: "sell out" }
    case "restock":
      return { do: "restock" }
    case "disable":
      return { do: "disable", provider }
    case "enable":
      return { do: "enable", provider }
    case "unconfigure":
      return { do: "unconfigure", provider }
    case "configure":
      return { do: "configure", provider }
    case "resolve":
      return { do: "resolve", nth: random.between(0, 2), how: random.pick(RESOLUTIONS) }
    case "payout":
      return {
        do: "payout",
        to: random.pick(["sent", "paid", "declined", "canceled"] satisfies PayoutState[]),
      }
  }
}

/** One or two troubles, at statements that runs come to. */
function troubles(random: Random, last: number): Trouble[] {
  const first = trouble(random, random.between(1, last))
  return random.chance(0.25) && first.how !== "kill"
    ? [first, trouble(random, first.at + random.between(1, 8))]
    : [first]
}

function trouble(random: Random, at: number): Trouble {
  const how = random.weighted({ fail: 4, kill: 3, meanwhile: 3 })
  return how === "meanwhile" ? { at, how, deed: random.pick(INTERLOPERS) } : { at, how }
}
