import type { Random } from "../../random"
import { giveUp, pay } from "../payments"
import { CASH, PROVIDERS } from "../providers"
import type { ShopperPlan, Step } from "../steps"
import { outage, troubled } from "../troubles"
import { act } from "./people"

const COMPLETE: Step = { do: "complete", times: 1 }
const SWEEP: Step = { do: "sweep", times: 1 }
/** Longer than an order may stay unpaid. */
const LATER: Step = { do: "age", hours: 2 }

/** What becomes of the order, and how often it is told. */
export const ORDER_FIRST = {
  "second session": 2,
  "declined, then paid": 2,
  "cash instead": 13,
  "cash after": 2,
  "other entry": 2,
  "second link": 2,
  credit: 10,
  unpaid: 6,
  confirming: 5,
  "deaf gateway": 3,
  "canceled by the merchant": 9,
  "canceled while paying": 11,
  part: 1,
  "old session": 2,
  "authorized by hand": 9,
}

/** A shopper whose order is placed before it is paid: what becomes of it when its time is over? */
export function orderFirst(random: Random, story: keyof typeof ORDER_FIRST): ShopperPlan {
  const currency = story === "part" ? "azn" : random.pick(["rub", "azn"] as const)
  const steps = troubled(random, [...tell(random, story, currency), ...ending(random)], 0.2)
  const goods = random.pick(["plain", "plenty"] as const)
  return { kind: "order first", currency, goods, quantity: 1, steps }
}

function tell(random: Random, story: keyof typeof ORDER_FIRST, currency: "rub" | "azn"): Step[] {
  const isTransfer = currency === "azn"
  const first: Step = { do: "choose", provider: random.pick(PROVIDERS[currency].first) }
  const another: Step = { do: "choose", provider: random.pick(PROVIDERS[currency].after) }
  const cash: Step = { do: "choose", provider: CASH }
  const paid = (share: "all" | "part" = "all") => pay(random, 0, share)
  switch (story) {
    case "second session":
      return [first, first, COMPLETE, paid(), LATER]
    case "declined, then paid":
      return random.chance(0.5)
        ? [first, giveUp(random, 0), first, COMPLETE, paid(), LATER]
        : [first, COMPLETE, giveUp(random, 0), first, paid(), LATER]
    case "cash instead":
      return random.chance(0.2)
        ? [first, cash, COMPLETE, LATER]
        : [first, cash, COMPLETE, { do: "capture cash" }, LATER]
    case "cash after":
      return [first, COMPLETE, cash, LATER]
    case "other entry":
      return random.chance(0.5)
        ? [first, another, paid(), COMPLETE, LATER]
        : [first, COMPLETE, another, paid(), LATER]
    case "second link":
      return [first, COMPLETE, LATER, first, SWEEP, paid(), LATER]
    case "credit":
      return [first, COMPLETE, { do: "credit order", share: random.pick(["all", "part"] as const) }, LATER]
    case "unpaid":
      return [first, COMPLETE, LATER]
    case "confirming":
      return isTransfer
        ? [first, COMPLETE, { do: "say sent", back: 0 }, LATER]
        : [first, COMPLETE, { do: "process", back: 0 }, LATER]
    case "deaf gateway":
      return [
        first,
        COMPLETE,
        pay(random, 0, "all", "dropped"),
        outage(random, isTransfer ? "m2cerber" : "tegro"),
        LATER,
      ]
    case "canceled by the merchant":
      return [first, COMPLETE, { do: "cancel order", when: "before payment", inMs: 0 }, paid(), LATER]
    case "canceled while paying":
      return [
        first,
        COMPLETE,
        { do: "cancel order", when: "while paying", inMs: random.between(0, 400) },
        paid(),
      ]
    case "part":
      return [first, COMPLETE, paid("part"), LATER]
    case "old session":
      return [first, LATER, COMPLETE, SWEEP, paid()]
    case "authorized by hand":
      return [first, COMPLETE, { do: "authorize", inMs: random.between(1, 300) }, paid(), LATER]
  }
}

/** A look after its time, and what comes too late. */
function ending(random: Random): Step[] {
  const steps: Step[] = [{ do: "sweep", times: random.between(1, 2) }]
  if (random.chance(0.3)) steps.push(pay(random, random.between(0, 1), "rest"))
  if (random.chance(0.25)) steps.push({ do: "poll", back: 0, times: 1 })
  if (random.chance(0.25)) steps.push(act(random))
  return steps
}
