import { capturedOf, keyOf, type AttemptRow, type OrderRow, type PaymentRow } from "../books"
import { TOTAL_DIFFERS } from "../ledger"
import { majorText } from "../minor"
import { isHeldBy, isOrderFirst, isOurs } from "../plan/providers"
import { eventsOf, storyOf } from "../story"
import { inHand } from "./payments"
import { report, sum, type Auditing, type Fault } from "./report"

/** An order shows what was paid for it, once, and a cart becomes one order at most. */
export function auditOrders(auditing: Auditing): void {
  const { books } = auditing
  const carts = new Set<string>()
  for (const order of books.orders) {
    const [collectionId = null] = order.collections
    const isOwn = (row: { payment_collection_id: string }) =>
      order.collections.includes(row.payment_collection_id)
    const payments = books.payments.filter(
      (one) => isOwn(one) && paysFor(auditing, order, one) && !isUntaken(auditing, order, one),
    )
    const attempts = books.attempts.filter(isOwn)
    const say = (fault: Fault, text: string) =>
      report(auditing, fault, collectionId, `${text}: ${factsOf(order, payments)}`)
    auditAccount(order, payments, say)
    if (order.canceledAt === null) auditTotals(auditing, order, payments, attempts, say)
    if (order.cart_id !== null) {
      if (carts.has(order.cart_id)) say("wrong total", "a second order of one cart")
      carts.add(order.cart_id)
    }
  }
}

/**
 * What went back before there was an order never paid for it; and what another provider captured, and Medusa broke off
 * before it entered it, is between the two.
 */
function paysFor(auditing: Auditing, { entries }: OrderRow, payment: PaymentRow): boolean {
  const { captures, provider_id, payment_session_id } = payment
  const isEntered = captures.length === 0 || captures.some(({ id }) => entries.includes(id))
  return isEntered || (isOurs(provider_id) && inHand(auditing, payment_session_id))
}

/**
 * Medusa has written a capture down in a process that died: the gateway is asked for it after some minutes, and where
 * the hold has ended by then nothing is taken, of which the audit of holds wants a problem.
 */
function isUntaken(
  { books, isOver }: Auditing,
  { entries }: OrderRow,
  { payment_session_id, captures }: PaymentRow,
): boolean {
  const attempt = books.attempts.find((one) => one.session_id === payment_session_id)
  const gateway = attempt && books.gateways.get(keyOf(attempt))
  if (captures.length === 0 || !gateway?.hold) return false
  const { isStanding, ended } = gateway.hold
  if (isStanding) return !isOver
  return ended !== null && gateway.arrived === 0n && !captures.some(({ id }) => entries.includes(id))
}

type Say = (fault: Fault, text: string) => void

const factsOf = ({ id, cart_id, total, paid, version, unreserved }: OrderRow, payments: PaymentRow[]) =>
  `order ${id} of ${cart_id}, version ${version}: total ${majorText(total)}, paid ${majorText(paid)}, ` +
  `captured ${majorText(sum(payments.map(capturedOf)))}, ${unreserved} lines unreserved`

/** Each capture of ours is in the order's account, exactly once. */
function auditAccount({ entries }: OrderRow, payments: PaymentRow[], say: Say): void {
  const captures = payments.filter(({ provider_id }) => isOurs(provider_id)).flatMap((one) => one.captures)
  for (const { id } of captures) {
    const times = entries.filter((entry) => entry === id).length
    if (times !== 1) say("wrong account", `${id} is entered ${times} times`)
  }
}

function auditTotals(
  auditing: Auditing,
  order: OrderRow,
  payments: PaymentRow[],
  attempts: AttemptRow[],
  say: Say,
): void {
  const { result } = auditing
  const captured = sum(payments.map(capturedOf))
  const problems = result.held.filter(({ attempt_id }) => attempts.some(({ id }) => id === attempt_id))
  if (order.paid === 0n && captured === 0n) {
    if (isCovered(order, payments) || isHeldFor(auditing, order)) return
    return auditUnpaid(auditing, order, attempts, problems.length > 0, say)
  }
  if (order.paid !== captured) say("wrong total", "it shows another sum as paid")
  // Edits, credits and refunds are the merchant's own changes of the total.
  const isAsPlaced = order.version === 1
  const isTold = problems.some(({ kind }) => kind === TOTAL_DIFFERS)
  // Of a hold the merchant may capture a part, and is still owed the rest.
  const isPart = payments.some(({ provider_id, captures }) => isHeldBy(provider_id) && captures.length > 0)
  if (isTold) result.toldTotals += 1
  if (isAsPlaced && captured !== order.total && !isTold && !isPart)
    say("wrong total", "another sum was captured")
  // While Medusa may still be at work on it, its payment is not settled, and is looked at again.
  const isLookedAt = !auditing.isOver && attempts.some((one) => one.isWatched && !one.isSettled)
  // Medusa frees the stock of an order that is being canceled, and where that breaks off it may not reserve it anew.
  const wasToBeCanceled = eventsOf(auditing.stories, "merchant cancels").some(
    ({ orderId }) => orderId === order.id,
  )
  const isLeft = problems.length === 0 && !isLookedAt && !wasToBeCanceled
  if (isAsPlaced && order.unreserved > 0 && isLeft) {
    say("unfinished order", "it is paid, and its stock is not reserved")
  }
}

/** Another provider has authorized it, or nothing is left to be paid. */
function isCovered({ total }: OrderRow, payments: PaymentRow[]): boolean {
  return total === 0n || payments.some(({ provider_id, isCanceled }) => !isOurs(provider_id) && !isCanceled)
}

/** Money is held for it, or was: a hold that stands, and one that was voided or has ended, are audited by themselves. */
function isHeldFor({ books }: Auditing, { collections }: OrderRow): boolean {
  const own = books.payments.filter((one) => collections.includes(one.payment_collection_id))
  return own.some(({ provider_id, isCanceled, payment_session_id }) => {
    const attempt = books.attempts.find((one) => one.session_id === payment_session_id)
    return isHeldBy(provider_id) && !isCanceled && attempt && books.gateways.get(keyOf(attempt))?.hold
  })
}

/** Where the order comes first it waits for its payment, until it is canceled; money that is held keeps it. */
function auditUnpaid(
  auditing: Auditing,
  order: OrderRow,
  attempts: AttemptRow[],
  isKept: boolean,
  say: Say,
): void {
  const isFirst = attempts.some(({ provider_id }) => isOrderFirst(provider_id))
  // What the merchant has changed, or the shopper chose another way to pay for, is not the plugin's to cancel.
  const isGivenAway = order.version > 1 || !isLastChosenFirst(auditing, order, attempts)
  if (isFirst && (!auditing.isOver || isKept || isGivenAway)) return
  if (!isFirst && auditing.wasInterrupted) auditing.result.strays += 1
  else say("wrong total", isFirst ? "unpaid for days, and not canceled" : "nothing was paid")
}

function isLastChosenFirst(
  { stories }: Auditing,
  { collections }: OrderRow,
  attempts: AttemptRow[],
): boolean {
  const [own] = collections.map((id) => storyOf(stories, id)).filter((story) => story !== undefined)
  const last = own?.events.findLast((event) => event.kind === "chosen")
  if (last?.kind !== "chosen") return true
  return attempts.some((attempt) => keyOf(attempt) === last.key && isOrderFirst(attempt.provider_id))
}
