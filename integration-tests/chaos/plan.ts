import type { FaultRule, NotificationPolicyPatch } from "../../src/simulator"
import { FAULT_KINDS } from "../../src/simulator/faults"
import { Random } from "./random"

/** What becomes of the notification that an event at the gateway causes. */
export const FATES = ["prompt", "duplicated", "delayed", "held", "late", "dropped", "signed wrongly"] as const
export type Fate = (typeof FATES)[number]

export interface Notice {
  fate: Fate
  policy: NotificationPolicyPatch
}

/** Which of the shopper's payments, counted from the newest; further back than there are means the oldest. */
export type Back = number

export type Step =
  | { do: "choose"; provider: string }
  | { do: "edit" }
  | { do: "pay"; back: Back; share: "all" | "part" | "rest" | "more"; notice: Notice }
  | { do: "give up"; back: Back; how: "cancel" | "fail" | "expire"; notice: Notice }
  | { do: "open the page"; back: Back }
  | { do: "say sent"; back: Back }
  | { do: "poll"; back: Back; times: number }
  | { do: "complete"; times: number }
  | { do: "forge"; back: Back; sign: "wrong" | "none" | "valid"; says: "paid" | "canceled" }
  | { do: "replay"; seed: number }
  | { do: "release held"; seed: number }
  | { do: "fault"; rule: FaultRule }
  | { do: "kill"; instance: number; inMs: number }
  | { do: "restart database"; inMs: number }
  | { do: "sweep"; times: number }
  | { do: "wait"; ms: number }

export interface ShopperPlan {
  currency: "rub" | "azn"
  quantity: number
  steps: Step[]
}

/** A history: all that happens to a few shoppers, decided before anything happens. */
export interface History {
  index: number
  shoppers: ShopperPlan[]
}

export type HistorySize = "small" | "usual"

/** The same seed and index give the same history, whatever came before it. */
export function planHistory(seed: number, index: number, size: HistorySize = "usual"): History {
  const random = new Random("history", seed, index)
  const isSmall = size === "small"
  const count = isSmall || random.chance(0.5) ? 1 : random.between(2, 3)
  const shoppers = Array.from({ length: count }, (_, n) =>
    planShopper(new Random("shopper", seed, index, n), isSmall ? 3 : 7),
  )
  return { index, shoppers }
}

/** Its order is placed before it is paid. */
export const ORDER_FIRST = "pp_tegro_first"

const PROVIDERS = {
  rub: ["pp_tegro_main", "pp_tegro_main", "pp_tegro_redirect", ORDER_FIRST],
  azn: ["pp_m2cerber_main"],
} as const

function planShopper(random: Random, mostDeeds: number): ShopperPlan {
  const currency = random.pick(["rub", "azn"] as const)
  const choose = (): Step[] => {
    const provider = random.pick(PROVIDERS[currency])
    const chosen: Step = { do: "choose", provider }
    // The shop's checkout completes the cart at once where the order comes first; not every shopper gets so far.
    return provider === ORDER_FIRST && random.chance(0.8) ? [chosen, { do: "complete", times: 1 }] : [chosen]
  }
  const steps: Step[] = choose()
  for (let left = random.between(1, mostDeeds); left > 0; left--) {
    if (random.chance(0.3)) steps.push(trouble(random))
    steps.push(...deed(random, currency, choose))
  }
  // Most shoppers mean to pay.
  if (random.chance(0.6)) steps.push(pay(random, 0, "rest"))
  if (random.chance(0.3)) steps.push(trouble(random))
  if (random.chance(0.5)) steps.push({ do: "poll", back: 0, times: random.between(1, 3) })
  return { currency, quantity: random.between(1, 2), steps }
}

function deed(random: Random, currency: "rub" | "azn", choose: () => Step[]): Step[] {
  const back = random.chance(0.75) ? 0 : random.between(1, 2)
  const isTransfer = currency === "azn"
  const what = random.weighted({
    all: 5,
    part: isTransfer ? 5 : 0.5,
    rest: isTransfer ? 3 : 0,
    more: 1.5,
    giveUp: 1.5,
    edit: 2,
    switch: 2,
    editAndChoose: 1.5,
    page: isTransfer ? 0 : 1,
    sent: isTransfer ? 1.5 : 0,
    poll: 2,
    complete: 2,
    forge: 2,
    replay: 1,
    release: 2,
    wait: 1,
  })
  switch (what) {
    case "all":
    case "part":
    case "rest":
    case "more":
      return [pay(random, back, what)]
    case "giveUp":
      return [
        {
          do: "give up",
          back,
          how: random.pick(["cancel", "fail", "expire"] as const),
          notice: notice(random),
        },
      ]
    case "edit":
      return [{ do: "edit" }]
    case "switch":
      return choose()
    case "editAndChoose":
      return [{ do: "edit" }, ...choose()]
    case "page":
      return [{ do: "open the page", back }]
    case "sent":
      return [{ do: "say sent", back }]
    case "poll":
      return [{ do: "poll", back, times: random.between(1, 3) }]
    case "complete":
      return [{ do: "complete", times: random.between(1, 3) }]
    case "forge":
      return [
        {
          do: "forge",
          back,
          sign: random.pick(["wrong", "none", "valid"] as const),
          says: random.pick(["paid", "paid", "canceled"] as const),
        },
      ]
    case "replay":
      return [{ do: "replay", seed: random.between(0, 1e6) }]
    case "release":
      return [{ do: "release held", seed: random.between(0, 1e6) }]
    case "wait":
      return [{ do: "wait", ms: random.between(10, 400) }]
  }
}

function pay(random: Random, back: Back, share: "all" | "part" | "rest" | "more"): Step {
  return { do: "pay", back, share, notice: notice(random) }
}

function notice(random: Random): Notice {
  const fate = random.weighted({
    prompt: 6,
    duplicated: 2,
    delayed: 1,
    held: 2,
    late: 1,
    dropped: 1,
    "signed wrongly": 0.5,
  })
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

function trouble(random: Random): Step {
  const what = random.weighted({ fault: 12, kill: 1.6, database: 0.4, sweep: 3 })
  switch (what) {
    case "fault":
      return { do: "fault", rule: fault(random) }
    case "kill":
      return { do: "kill", instance: random.between(0, 7), inMs: random.between(0, 300) }
    case "database":
      return { do: "restart database", inMs: random.between(0, 300) }
    case "sweep":
      return { do: "sweep", times: random.between(1, 2) }
  }
}

function fault(random: Random): FaultRule {
  const [gateway, call] = random.pick([
    ["tegro", "createOrder"],
    ["tegro", "order"],
    ["tegro", "order"],
    ["tegro", "orders"],
    ["m2cerber", "get_wallet"],
    ["m2cerber", "get_status"],
    ["m2cerber", "get_status"],
    ["m2cerber", "update_status"],
  ] as const)
  const at = { gateway, call, times: random.between(1, 2) }
  const kind = random.pick(FAULT_KINDS)
  switch (kind) {
    case "delay":
      return { ...at, kind, ms: random.between(50, 1500) }
    case "status":
      return { ...at, kind, status: random.pick([500, 502, 503, 429]) }
    case "mismatch":
      return { ...at, kind, patch: { payment_id: gateway === "tegro" ? "mp-somebody-else" : 4242 } }
    default:
      return { ...at, kind }
  }
}
