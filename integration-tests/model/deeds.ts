import type { PayoutState } from "../../src/core"
import type { Random } from "../chaos/random"
import { CABINET } from "./card"
import { OTHER_PROVIDERS, PRICES } from "./entries"
import type { Event } from "./events"
import { WAYS } from "./gateway"
import { back, callsFail, choose, pay, wait } from "./parts"
import { RESOLUTIONS } from "./people"

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
  revoke: 0.7,
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
  capture: 2.5,
  inCabinet: 1.5,
  callsFail: 1.5,
  refundsPend: 0.5,
  refundsEnd: 0.5,
  forge: 0.7,
} as const

/** Each deed as often as its weight tells. */
const BAG = (Object.entries(DEEDS) as [keyof typeof DEEDS, number][]).flatMap(([deed, weight]) =>
  Array.from({ length: weight * 10 }, () => deed),
)

export function anything(random: Random, provider: string): Event {
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
    case "revoke":
      return { do: "revoke", attempt: back(random) }
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
    case "capture":
      return { do: "capture", share: random.pick(["all", "half"] as const) }
    case "inCabinet":
      return { do: "in the cabinet", attempt: back(random), what: random.pick(CABINET) }
    case "callsFail":
      return callsFail(random)
    case "refundsPend":
      return { do: "refunds pend", on: random.chance(0.7) }
    case "refundsEnd":
      return { do: "refunds end", as: random.pick(["done", "failed"] as const) }
    case "forge":
      return { do: "forge", attempt: back(random) }
    case "payout":
      return {
        do: "payout",
        to: random.pick(["sent", "paid", "declined", "canceled"] satisfies PayoutState[]),
      }
  }
}
