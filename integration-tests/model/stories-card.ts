import type { Random } from "../chaos/random"
import { CABINET } from "./card"
import type { Event } from "./events"
import { callsFail, choose, DAY, HOUR, isFirst, longWait, MINUTE, pay, troubles, wait } from "./parts"

/** What usually happens with money that is held, captured and returned by the gateway, and what is lost by it. */
export function cardStory(random: Random, first: string, second: string): Event[] {
  const events = paid(random, first)
  if (first !== "pp_card_after") events.push(...held(random, second))
  for (let more = random.between(0, 3); more > 0; more--) events.push(...refunded(random))
  if (random.chance(0.2)) events.push(canceled(random))
  if (random.chance(0.3)) events.push(longWait(random), { do: "sweep" })
  return events
}

/** The money is there, or held, and the store hears of it. */
function paid(random: Random, provider: string): Event[] {
  const events: Event[] = [choose(random, provider)]
  if (isFirst(provider) ? random.chance(0.85) : random.chance(0.1)) events.push({ do: "complete" })
  events.push(pay(random, random.chance(0.95) ? "full" : "test"))
  if (random.chance(0.7)) events.push({ do: "deliver", nth: 0, ...struck(random, 14) })
  // Medusa cancels what it has authorized when a later step of completing the cart fails.
  if (random.chance(0.12))
    events.push({ do: "complete", troubles: [{ at: random.between(9, 16), how: "fail" }] })
  if (random.chance(0.5)) events.push({ do: "complete", ...struck(random, 14) })
  if (random.chance(0.3)) events.push({ do: "sweep", ...struck(random, 14) })
  return events
}

/** What becomes of a hold. */
function held(random: Random, second: string): Event[] {
  const end = random.weighted({
    captured: 6,
    twice: 1.5,
    inCabinet: 1.5,
    canceled: 2,
    ends: 1.5,
    replaced: 1,
    editedAway: 0.7,
  })
  switch (end) {
    case "captured":
      return [...capture(random), ...later(random)]
    case "twice":
      return [...capture(random), ...capture(random), ...later(random)]
    case "inCabinet":
      return [
        { do: "in the cabinet", attempt: 0, what: random.pick(CABINET) },
        ...(random.chance(0.5) ? later(random) : []),
        ...(random.chance(0.5) ? capture(random) : []),
      ]
    case "canceled":
      return [
        ...(random.chance(0.3) ? capture(random) : []),
        canceled(random),
        ...later(random),
        ...(random.chance(0.3) ? capture(random) : []),
      ]
    case "ends":
      return [
        { do: "wait", ms: random.pick([7 * HOUR, 5 * DAY + HOUR, 8 * DAY]) },
        ...later(random),
        ...(random.chance(0.4) ? capture(random) : []),
        ...later(random),
      ]
    case "replaced":
      return [
        choose(random, second),
        pay(random, "full"),
        { do: "deliver", nth: 0 },
        ...later(random),
        { do: "complete" },
      ]
    case "editedAway":
      return [{ do: "edit cart", price: random.between(0, 3) }, ...later(random), ...capture(random)]
  }
}

const capture = (random: Random): Event[] => [
  ...(random.chance(0.35) ? [callsFail(random)] : []),
  { do: "capture", share: random.chance(0.6) ? "all" : "half", ...struck(random, 12) },
  ...(random.chance(0.3) ? [{ do: "capture", share: random.pick(["all", "half"] as const) } as const] : []),
]

/** Also once more after an error, or at once by two people. */
function refunded(random: Random): Event[] {
  const share = random.pick(["all", "half", "half"] as const)
  const events: Event[] = []
  if (random.chance(0.2)) events.push({ do: "refunds pend", on: random.chance(0.8) })
  if (random.chance(0.35)) events.push(callsFail(random))
  events.push({ do: "refund", share, ...struck(random, 12) })
  if (random.chance(0.3)) events.push({ do: "refund", share })
  if (random.chance(0.15)) events.push({ do: "in the cabinet", attempt: 0, what: random.pick(CABINET) })
  if (random.chance(0.3)) events.push(...later(random))
  if (random.chance(0.15)) events.push({ do: "refunds end", as: random.pick(["done", "failed"] as const) })
  return events
}

const canceled = (random: Random): Event => ({
  do: "cancel order",
  isHeard: random.chance(0.6),
  ...struck(random, 12),
})

const struck = (random: Random, last: number) =>
  random.chance(0.25) ? { troubles: troubles(random, last) } : {}

/** Operations without a clear answer are taken up again. */
const later = (random: Random): Event[] => [
  random.chance(0.5) ? { do: "wait", ms: random.pick([MINUTE, 10 * MINUTE, 2 * DAY]) } : wait(random),
  { do: "sweep", ...struck(random, 12) },
]
