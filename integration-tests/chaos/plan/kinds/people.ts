import type { Random } from "../../random"
import type { Step, StepOf } from "../steps"

const seeded = (random: Random) => random.between(0, 1e6)

export function resolve(random: Random, as = random.pick(["returned", "note"] as const)): Step {
  return { do: "resolve", as, seed: seeded(random) }
}

export function placeOrder(random: Random): Step {
  return { do: "place order", seed: seeded(random) }
}

export function checkNow(random: Random): Step {
  return { do: "check now", seed: seeded(random) }
}

/** One of the shopper's notifications comes once more. */
export function replay(random: Random): Step {
  return { do: "replay", seed: seeded(random) }
}

/** Somebody looks at the plugin's pages, and does something. */
export function act(random: Random): Step {
  return random.pick([(one: Random) => resolve(one), (one: Random) => resolve(one), placeOrder, checkNow])(
    random,
  )
}

export function refund(
  random: Random,
  how: StepOf<"refund">["how"] = random.pick(["in part", "in full", "twice at once"] as const),
): StepOf<"refund"> {
  return { do: "refund", how }
}

export function settlePayouts(random: Random): Step {
  return { do: "settle payouts", seed: seeded(random), outcome: random.pick(["confirm", "cancel"] as const) }
}

/** Something that only a merchant does, at a moment that nobody chose. */
export function meddle(random: Random): Step {
  const what = random.weighted({ act: 5, refund: 2, cancel: 1.5, payouts: 1 })
  switch (what) {
    case "act":
      return act(random)
    case "refund":
      return refund(random)
    case "cancel":
      return { do: "cancel order", when: "while paying", inMs: random.between(0, 500) }
    case "payouts":
      return settlePayouts(random)
  }
}
