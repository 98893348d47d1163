import fc from "fast-check"
import type {
  AttemptFacts,
  KeptObservation,
  Observations,
  OrderFacts,
  OrderMoney,
  PaymentFacts,
} from "../../index"
import {
  attempt,
  captured,
  CART,
  DAY,
  eur,
  HOUR,
  observation,
  order,
  ORDER_FIRST,
  PRICE,
  rub,
  session,
  SHOP,
  shown,
  START,
  resolution,
} from "./facts"

/** Any order's money, as far as it fits together: what settlement may find, however it came to be. */

const { constantFrom, option, record, shuffledSubarray, subarray, tuple } = fc

const time = constantFrom(START, START + HOUR, START + 3 * DAY, START + 8 * DAY)

const shownPayment = (reference: string, gatewayId: string): fc.Arbitrary<KeptObservation> =>
  record({
    status: constantFrom("awaiting", "processing", "underpaid", "canceled", "paid", "paid", "refunded"),
    received: constantFrom(null, null, "40.00", "100.00", "105.25"),
    asked: constantFrom(null, "100.00", "99.99"),
    currency: constantFrom(null, null, "USD"),
    test: constantFrom(false, false, true),
  } as const).map((facts) => observation({ ...facts, reference, gatewayId }))

const stray = constantFrom<Observations>(
  {},
  {},
  { "?": observation({ code: "not_found", gatewayId: null }) },
  { "?": observation({ reference: "ref-9", status: "paid" }) },
)

const resolutions = subarray([
  resolution({ kind: "orphan", amount: "40.00" }),
  resolution({ kind: "no_order" }),
  resolution({ action: "resolved", kind: "unconfirmed", amount: null }),
  resolution({ action: "resolved", kind: "refund_owed", refundId: "ref_1" }),
  resolution({ kind: "paid_twice", gatewayId: "12" }),
])

function anyAttempt(n: number): fc.Arbitrary<AttemptFacts> {
  const reference = `ref-${n}`
  const payments = tuple(shownPayment(reference, `${n}1`), shownPayment(reference, `${n}2`))
  return record({
    gatewayId: constantFrom(null, `${n}1`),
    collectionId: constantFrom("paycol", "paycol", "paycol_edit"),
    createdAt: time,
    supersededAt: constantFrom(null, null, START),
    clearedAt: constantFrom(null, START + HOUR),
    askedAt: option(time),
    answeredAt: option(time),
    claimedAt: constantFrom(null, null, START),
    settledAt: constantFrom(null, START + HOUR),
    observations: tuple(payments.chain(shuffledSubarrayOf), stray).map(([all, other]) => ({
      ...shown(...all),
      ...other,
    })),
    resolutions: fc.oneof(constantFrom([]), resolutions),
    policy: constantFrom(SHOP, ORDER_FIRST, null),
  }).map((facts) => attempt({ ...facts, id: `payatt_${n}`, reference, sessionId: `payses_${n}` }))
}

const shuffledSubarrayOf = <T>(all: T[]) => shuffledSubarray(all)

const anyPayment = (of: AttemptFacts, n: number): fc.Arbitrary<PaymentFacts> =>
  record({
    isCanceled: constantFrom(false, false, true),
    isCaptured: constantFrom(true, true, false),
    refunded: constantFrom(null, null, rub("40.00"), PRICE),
  }).map(({ isCanceled, isCaptured, refunded }) =>
    captured(of, {
      id: `pay_${n}`,
      isCanceled,
      ...(!isCaptured && { captures: [] }),
      refunds: isCaptured && refunded ? [{ id: `ref_${n}`, amount: refunded }] : [],
    }),
  )

const anyOrder = (payments: readonly PaymentFacts[]): fc.Arbitrary<OrderFacts> =>
  record({
    isCanceled: constantFrom(false, false, true),
    placedAt: time,
    placedTotal: constantFrom(PRICE, rub("140.00"), null),
    total: constantFrom(PRICE, rub("140.00"), null),
    outstanding: constantFrom(PRICE, rub("20.00"), rub("0.00"), null),
    credited: constantFrom(rub("0.00"), rub("0.00"), rub("20.00")),
    unreservedItems: constantFrom(0, 0, 1),
    entries: subarray(
      payments.flatMap(({ captures }) =>
        captures.flatMap(({ id }) => ["a", "b"].map((name) => ({ id: `${name}_${id}`, captureId: id }))),
      ),
    ),
    strayEntries: constantFrom([], ["ordtrx_elsewhere"]),
    refundEntries: subarray(payments.flatMap(({ id, refunds }) => [id, ...refunds.map((one) => one.id)])),
  }).map(order)

/** What another provider has taken. */
const cash = captured(attempt({ id: "cash", sessionId: "payses_cash", providerId: "pp_cash" }))

export const anyMoney: fc.Arbitrary<OrderMoney> = constantFrom(1, 2, 3)
  .chain((count) => tuple(...Array.from({ length: count }, (_, n) => anyAttempt(n + 1))))
  .chain((attempts) =>
    tuple(
      subarray(attempts).chain((paying) =>
        tuple(...paying.map((one) => anyPayment(one, attempts.indexOf(one) + 1))),
      ),
      constantFrom([], [], [cash]),
      subarray(attempts.map((one) => session(one, { status: "pending_authorization" }))),
    ).chain(([own, others, sessions]) => {
      const payments = [...own, ...others]
      return record({
        cart: constantFrom(
          CART,
          CART,
          { ...CART, total: rub("140.00") },
          { ...CART, total: eur("100.00") },
          { ...CART, isCompleted: true },
          null,
        ),
        order: option(anyOrder(payments)),
      }).map(({ cart, order: placed }) => ({ cart, order: placed, attempts, payments, sessions }))
    }),
  )
