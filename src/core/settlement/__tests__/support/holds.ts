import type { AttemptFacts, KeptObservation, OperationFacts, OrderMoney, PaymentFacts } from "../../index"
import { attempt, captured, CART, DAY, money, observation, order, PRICE, rub, START } from "./facts"

/** When the hold of these tests ends, unless a test says otherwise. */
export const END = START + 7 * DAY

/** What a gateway shows of one payment. */
export const showing = (facts: Partial<KeptObservation>) => ({
  "701": observation({ gatewayId: "701", ...facts }),
})

/** What a gateway shows of money that it holds until a time; null where it does not tell the end. */
export const holding = (until: number | null = END) =>
  showing({
    status: "authorized",
    held: "100.00",
    captureBefore: until === null ? null : new Date(until).toISOString(),
  })

/** A payment of which the gateway holds all. */
export const held = (facts: Partial<AttemptFacts> = {}): AttemptFacts =>
  attempt({ status: "authorized", gatewayId: "701", canVoid: true, observations: holding(), ...facts })

/** A hold of which the gateway has taken something. */
export const taken = (received: string | null, facts: Partial<AttemptFacts> = {}): AttemptFacts =>
  held({ observations: showing({ status: "paid", received }), ...facts })

export const operation = (facts: Partial<OperationFacts> = {}): OperationFacts => ({
  id: "payop_1",
  kind: "capture",
  amount: PRICE,
  state: "done",
  subjectId: "capt_1",
  createdAt: START,
  nextTryAt: null,
  ...facts,
})

/** Medusa's payment of a hold; it has captured nothing of it. */
export const authorizedIn = (of: AttemptFacts, facts: Partial<PaymentFacts> = {}): PaymentFacts =>
  captured(of, { captures: [], ...facts })

/** Captures in Medusa, in the order of their sums, and their entries in the order's account. */
export const captures = (...sums: string[]) =>
  sums.map((sum, n) => ({ id: `capt_${n + 1}`, amount: rub(sum), createdAt: START }))

/** An order that was placed on a hold; its account has an entry of each capture. */
export function soldOn(of: AttemptFacts, payment: Partial<PaymentFacts> = {}): OrderMoney {
  const own = authorizedIn(of, payment)
  const entries = own.captures.map(({ id }) => ({ id: `ordtrx_${id}`, captureId: id }))
  return money({
    cart: { ...CART, isCompleted: true },
    attempts: [of],
    payments: [own],
    order: order({ entries }),
  })
}
