import type { NotificationPolicyPatch } from "../../../src/simulator"
import type { Random } from "../random"
import type { Back, Fate, Notice, Share, Step, StepOf } from "./steps"

export function pay(random: Random, back: Back, share: Share, fate?: Fate): StepOf<"pay"> {
  return { do: "pay", back, share, notice: notice(random, fate) }
}

export function giveUp(random: Random, back: Back): Step {
  return {
    do: "give up",
    back,
    how: random.pick(["cancel", "fail", "expire"] as const),
    notice: notice(random),
  }
}

/** How a notification is written, and what becomes of it: chance, unless it is said. */
export function notice(random: Random, said?: Fate): Notice {
  const chance = random.weighted({
    prompt: 6,
    duplicated: 2,
    delayed: 1.5,
    held: 2,
    late: 1,
    dropped: 1,
    "signed wrongly": 1,
  })
  const fate = said ?? chance
  const spelling: NotificationPolicyPatch = {
    amountFormat: random.pick(["plain", "fixed2", "fixed8"] as const),
    encoding: random.pick(["multipart", "urlencoded", "json"] as const),
    fields: random.pick(["docs", "real"] as const),
  }
  switch (fate) {
    case "prompt":
      return { fate, policy: spelling }
    case "duplicated":
      return { fate, policy: { ...spelling, duplicate: random.between(1, 3) } }
    case "delayed":
      return { fate, policy: { ...spelling, delayMs: random.between(50, 2500) } }
    case "held":
      return { fate, policy: { ...spelling, hold: true } }
    case "late":
    case "dropped":
      return { fate, policy: { ...spelling, drop: true } }
    case "signed wrongly":
      return { fate, policy: { ...spelling, wrongSign: true, retry: { tries: 0, delaysMs: [] } } }
  }
}
