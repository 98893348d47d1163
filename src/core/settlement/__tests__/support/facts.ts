import { Money } from "../../../money"
import {
  plan,
  type AttemptFacts,
  type AttemptPlan,
  type CartFacts,
  type KeptObservation,
  type OrderFacts,
  type OrderMoney,
  type PaymentFacts,
  type Resolution,
  type Plan,
  type PlannedProblem,
  type SessionFacts,
} from "../../index"

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** When the cart of these tests was put together. */
export const START = Date.UTC(2026, 0, 5, 12)

export const rub = (amount: string) => Money.of(amount, "RUB")
export const eur = (amount: string) => Money.of(amount, "EUR")

/** What the cart costs, unless a test says otherwise. */
export const PRICE = rub("100.00")

export const CART: CartFacts = {
  id: "cart",
  collectionId: "paycol",
  currency: "RUB",
  isCompleted: false,
  total: PRICE,
}

export const SHOP = {
  order: { placeOrder: "after_payment", cancelUnpaidAfterMs: HOUR },
  acceptsTestPayments: false,
  account: "shop",
  isConfigured: true,
} as const

/** An entry that places the order first, and cancels an unpaid one after an hour. */
export const ORDER_FIRST = {
  ...SHOP,
  order: { placeOrder: "before_payment", cancelUnpaidAfterMs: HOUR },
} as const

export const attempt = (facts: Partial<AttemptFacts> = {}): AttemptFacts => ({
  id: "payatt_1",
  providerId: "pp_tegro",
  reference: "ref-1",
  sessionId: "payses_1",
  collectionId: "paycol",
  asked: PRICE,
  status: "awaiting",
  gatewayId: null,
  heldFor: null,
  createdAt: START,
  supersededAt: null,
  clearedAt: null,
  askedAt: START,
  answeredAt: START,
  claimedAt: null,
  settledAt: null,
  claims: {},
  observations: {},
  resolutions: [],
  payouts: [],
  operations: [],
  canVoid: false,
  refundsAtGateway: false,
  policy: SHOP,
  ...facts,
})

/** The second attempt of the same cart. */
export const second = (facts: Partial<AttemptFacts> = {}): AttemptFacts =>
  attempt({ id: "payatt_2", reference: "ref-2", sessionId: "payses_2", ...facts })

export const observation = (facts: Partial<KeptObservation> = {}): KeptObservation => ({
  status: "awaiting",
  code: "0",
  reference: "ref-1",
  gatewayId: "701",
  account: "shop",
  asked: "100.00000000",
  received: null,
  currency: null,
  fee: null,
  test: false,
  paidAt: null,
  ...facts,
})

/** What the gateway shows, by its own numbers. */
export const shown = (...observations: Partial<KeptObservation>[]) =>
  Object.fromEntries(
    observations.map((one) => {
      const kept = observation(one)
      return [kept.gatewayId ?? "", kept]
    }),
  )

export const paid = (facts: Partial<KeptObservation> = {}) =>
  shown({ status: "paid", code: "1", paidAt: "2026-01-05", ...facts })

export const session = (of: AttemptFacts = attempt(), facts: Partial<SessionFacts> = {}): SessionFacts => ({
  id: of.sessionId,
  providerId: of.providerId,
  collectionId: of.collectionId,
  amount: of.asked,
  collectionAmount: null,
  status: "pending",
  ...facts,
})

/** A payment that Medusa has captured in full. */
export const captured = (of: AttemptFacts = attempt(), facts: Partial<PaymentFacts> = {}): PaymentFacts => ({
  id: `pay_${of.id}`,
  providerId: of.providerId,
  sessionId: of.sessionId,
  collectionId: of.collectionId,
  currency: of.asked.currency,
  isCanceled: false,
  captures: [{ id: `capt_${of.id}`, amount: of.asked, createdAt: START }],
  refunds: [],
  ...facts,
})

export const order = (facts: Partial<OrderFacts> = {}): OrderFacts => ({
  id: "order",
  isCanceled: false,
  isClosed: false,
  placedAt: START,
  placedTotal: PRICE,
  total: PRICE,
  outstanding: PRICE,
  credited: rub("0.00"),
  isMiscounted: false,
  isUnlinked: false,
  unreservedItems: 0,
  entries: [],
  refundEntries: [],
  strayEntries: [],
  ...facts,
})

export const resolution = (facts: Partial<Resolution> = {}): Resolution => ({
  action: "returned",
  kind: "orphan",
  amount: "100.00",
  refundId: null,
  gatewayId: null,
  ...facts,
})

/** One order's money; a cart with one attempt whose session is there, unless a test says otherwise. */
export function money(facts: Partial<OrderMoney> = {}): OrderMoney {
  const attempts = facts.attempts ?? [attempt()]
  const sessions = attempts.map((one) => session(one))
  return { cart: CART, order: null, sessions, payments: [], attempts, ...facts }
}

export interface When {
  now?: number
  failed?: readonly string[]
}

export function planOf(facts: OrderMoney, { now = START + MINUTE, failed = [] }: When = {}): Plan {
  return plan(facts, { now, since: now, failed: new Set(failed) })
}

export const stepOf = (facts: OrderMoney, when?: When) => planOf(facts, when).step

/** What is planned of an attempt; of the first one by default. */
export function attemptPlan(facts: OrderMoney, when?: When, id?: string): AttemptPlan {
  const found = planOf(facts, when).attempts.get(id ?? (facts.attempts[0] as AttemptFacts).id)
  if (!found) throw new Error("the plan does not know this attempt")
  return found
}

export const verdictOf = (facts: OrderMoney, when?: When, id?: string) => attemptPlan(facts, when, id).verdict

/** The planned problems in short: "orphan 100.00". */
export const problemsOf = (facts: OrderMoney, when?: When): string[] =>
  planOf(facts, when).problems.map(short)

const short = ({ kind, amount, refundId, gatewayId }: PlannedProblem) =>
  [kind, amount?.amount, refundId, gatewayId && `no. ${gatewayId}`].filter(Boolean).join(" ")

/** In how many milliseconds the attempt is looked at again; null: never. */
export function nextLookIn(facts: OrderMoney, when: When = {}): number | null {
  const now = when.now ?? START + MINUTE
  const { nextLook } = attemptPlan(facts, when)
  return nextLook === null ? null : nextLook - now
}
