import type { Random } from "../chaos/random"
import { CALL_FAULTS } from "./card"
import { OUTCOMES } from "./entries"
import type { Event } from "./events"
import type { Way } from "./gateway"
import { INTERLOPERS, type Trouble } from "./statements"

const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const isFirst = (provider: string) => provider.endsWith("_first")

export const longWait = (random: Random): Event => ({
  do: "wait",
  ms: random.pick([61 * MINUTE, 26 * HOUR, 3 * DAY + HOUR, 5 * DAY + HOUR]),
})

export const choose = (random: Random, provider: string): Event => ({
  do: "choose",
  provider,
  for: "cart",
  outcome: random.chance(0.92) ? "ok" : random.pick(OUTCOMES),
})

export const back = (random: Random) => (random.chance(0.7) ? 0 : random.between(1, 2))

export const pay = (random: Random, way: Way): Event => ({
  do: "pay",
  attempt: back(random),
  payment: random.chance(0.8) ? 0 : 1,
  way,
})

/** The next calls of the gateway for cards go wrong. */
export const callsFail = (random: Random): Event => ({
  do: "calls fail",
  how: random.pick(CALL_FAULTS),
  times: random.pick([1, 1, 1, 2, 3]),
})

export const wait = (random: Random): Event => ({
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

/** One or two troubles, at statements that runs come to. */
export function troubles(random: Random, last: number): Trouble[] {
  const first = trouble(random, random.between(1, last))
  return random.chance(0.25) && first.how !== "kill"
    ? [first, trouble(random, first.at + random.between(1, 8))]
    : [first]
}

function trouble(random: Random, at: number): Trouble {
  const how = random.weighted({ fail: 4, kill: 3, meanwhile: 3 })
  return how === "meanwhile" ? { at, how, deed: random.pick(INTERLOPERS) } : { at, how }
}
