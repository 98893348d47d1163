import { capturedOf, keyOf, type AttemptRow, type Books, type OperationRow, type PaymentRow } from "../books"
import type { GatewayMoney, Hold } from "../gateway-books"
import { majorText } from "../minor"
import { isKassa } from "../plan/providers"
import { eventsOf } from "../story"
import { askedFor } from "./payouts"
import { report, sum, type Auditing, type Fault } from "./report"

/**
 * What a gateway holds, captures and sends back, against who asked for it, what Medusa shows of it, and what the ledger
 * says was done.
 */
export function auditOperations(auditing: Auditing): void {
  const { books } = auditing
  for (const key of books.reusedKeys) {
    report(auditing, "key reused", null, `${key}: one key, and more than one request`)
  }
  for (const attempt of books.attempts) {
    const gateway = books.gateways.get(keyOf(attempt))
    if (gateway?.sentBack === undefined) continue
    const about = aboutOf(books, attempt, gateway)
    const say = (fault: Fault, text: string) =>
      report(auditing, fault, attempt.payment_collection_id, `${text}: ${textOf(about)}`)
    auditing.result.sentBack += gateway.sentBack
    auditSentBack(auditing, about, say)
    auditDone(auditing, about, say)
    if (gateway.hold) auditHold(auditing, about, gateway.hold, say)
  }
  auditShown(auditing)
}

/** A payment of such a gateway, with all that belongs to it. */
interface About {
  attempt: AttemptRow
  gateway: GatewayMoney
  payments: PaymentRow[]
  operations: OperationRow[]
}

type Say = (fault: Fault, text: string) => void

const aboutOf = (books: Books, attempt: AttemptRow, gateway: GatewayMoney): About => ({
  attempt,
  gateway,
  payments: books.payments.filter((one) => one.payment_session_id === attempt.session_id),
  operations: books.operations.filter((one) => one.attempt_id === attempt.id),
})

/** No more than the merchant asked to be sent back, and than was captured. */
function auditSentBack(auditing: Auditing, { attempt, gateway }: About, say: Say): void {
  const { sentBack = 0n, wentBack, arrived } = gateway
  const asked = askedFor(auditing, attempt)
  if (sentBack > asked) say("sent back unasked", `${majorText(asked)} was asked for`)
  if (sentBack + wentBack > arrived) say("sent back unasked", "more than was captured")
}

/** What the ledger says was done is done at the gateway, once; what has no end is told. */
function auditDone(auditing: Auditing, { attempt, gateway, operations }: About, say: Say): void {
  const done = (kind: OperationRow["kind"]) =>
    operations.filter((one) => one.kind === kind && one.state === "done")
  const captured = sum(done("capture").map(({ amount }) => amount))
  if (done("capture").length > 1) say("captured unasked", "captured twice, as the ledger says")
  if (captured > gateway.arrived) say("not at the gateway", "captured, as the ledger says")
  if (done("void").length > 0 && gateway.hold?.ended === null) say("not at the gateway", "voided, as it says")
  const refunded = sum(done("refund").map(({ amount }) => amount))
  if (refunded > (gateway.sentBack ?? 0n)) say("not at the gateway", "sent back, as the ledger says")
  if (auditing.isOver && operations.some(isOpen) && !isHeldProblem(auditing, attempt)) {
    say("unfinished operation", "it has no end, and nobody is told")
  }
}

const isOpen = ({ state }: OperationRow) => state === "asked" || state === "pending"

const isHeldProblem = ({ result }: Auditing, { id }: AttemptRow) =>
  result.held.some(({ attempt_id }) => attempt_id === id)

/** Captured when the merchant says so, and given up when nothing asks for it. */
function auditHold(auditing: Auditing, about: About, hold: Hold, say: Say): void {
  const { attempt, gateway, payments, operations } = about
  if (gateway.arrived > hold.amount) say("captured unasked", "more than was held")
  if (gateway.arrived > 0n && !isCaptureAsked(auditing, about)) {
    say("captured unasked", "the merchant did not capture so much")
  }
  const captured = sum(payments.map(capturedOf))
  const isTold = isHeldProblem(auditing, attempt)
  // What Medusa wrote down in a process that died is handed to the gateway after some minutes.
  const isUnderWay = hold.isStanding && !auditing.isOver
  // Canceling the order has taken back what such a process left: nothing was taken, and nothing is shown as paid.
  const isTakenBack = gateway.arrived === 0n && captured === sum(payments.map(({ refunded }) => refunded))
  if (captured > gateway.arrived && !isTold && !isUnderWay && !isTakenBack)
    say("not at the gateway", "captured, as Medusa shows")
  const isLiving = isAuthorized(auditing, about)
  if (hold.isStanding && isLiving) auditing.result.standing += 1
  if (hold.isStanding && !isLiving && !isTold && auditing.isOver) {
    say("hold left standing", "nothing asks for it any more")
  }
  if (hold.ended === null || !isLiving || captured > 0n) return
  const isByMerchant = eventsOf(auditing.stories, "hold ended").some(({ key }) => key === keyOf(attempt))
  // A capture that has no clear answer yet is asked about first.
  const isUnclear = operations.some(isOpen) && !auditing.isOver
  if (isByMerchant && !isTold && !isUnclear)
    say("not at the gateway", "authorized, as Medusa shows, and nobody is told")
  if (!isByMerchant && hold.ended === "by the shop" && !isPaidOtherwise(auditing, about)) {
    say("living hold voided", "a living order had authorized it")
  }
}

/** In Medusa so much as came, or in the cabinet. */
function isCaptureAsked({ stories }: Auditing, { attempt, gateway, payments }: About): boolean {
  const ids = payments.map(({ id }) => id)
  return (
    eventsOf(stories, "captured in the cabinet").some(({ key }) => key === keyOf(attempt)) ||
    eventsOf(stories, "merchant captures").some(
      ({ paymentId, amount }) => ids.includes(paymentId) && amount === gateway.arrived,
    )
  )
}

const orderOf = ({ books }: Auditing, { payment_collection_id }: AttemptRow) =>
  books.orders.find(({ collections }) => collections.includes(payment_collection_id))

/** A living order stands on it. */
function isAuthorized(auditing: Auditing, { attempt, payments }: About): boolean {
  const order = orderOf(auditing, attempt)
  return order?.canceledAt === null && payments.some(({ isCanceled }) => !isCanceled)
}

/** Another payment of the same order stands, or is captured. */
function isPaidOtherwise(auditing: Auditing, { attempt }: About): boolean {
  const order = orderOf(auditing, attempt)
  return auditing.books.payments.some(
    (one) =>
      one.payment_session_id !== attempt.session_id &&
      order?.collections.includes(one.payment_collection_id) &&
      !one.isCanceled,
  )
}

/** What is captured is captured on Medusa's own pages: on the payment, and on its collection. */
function auditShown(auditing: Auditing): void {
  const { books, isOver } = auditing
  if (!isOver) return
  for (const payment of books.payments.filter(({ provider_id }) => isKassa(provider_id))) {
    const { id, payment_collection_id, isMarked, isCanceled, counted } = payment
    const attempt = books.attempts.find((one) => one.session_id === payment.payment_session_id)
    const captured = capturedOf(payment)
    const ofCollection = sum(
      books.payments.filter((one) => one.payment_collection_id === payment_collection_id).map(capturedOf),
    )
    const gateway = attempt && books.gateways.get(keyOf(attempt))
    // A process died that had written it down, and the hold has ended since: nothing is taken, and that is told.
    if (gateway?.hold?.ended && gateway.arrived === 0n) continue
    const isWhole = attempt !== undefined && captured >= attempt.asked
    // Medusa marks no payment that it has canceled meanwhile.
    if ((isWhole && !isMarked && !isCanceled) || (captured > 0n && counted !== ofCollection)) {
      const text = `${id}: ${majorText(captured)} captured, its collection shows ${majorText(counted)} of ${majorText(ofCollection)}, marked: ${isMarked}`
      report(auditing, "shown as not captured", payment_collection_id, text)
    }
  }
}

function textOf({ attempt, gateway, payments, operations }: About): string {
  const { arrived, sentBack = 0n, wentBack, hold, state } = gateway
  return [
    `${attempt.provider_id} ${attempt.reference}: the gateway says ${state}`,
    ...(hold ? [`held ${majorText(hold.amount)}, ended ${hold.ended ?? "not"}`] : []),
    `${majorText(arrived)} captured there`,
    `${majorText(sentBack)} sent back`,
    `${majorText(wentBack)} in the cabinet`,
    `Medusa: ${payments.map((one) => `${majorText(capturedOf(one))} captured, ${majorText(one.refunded)} refunded${one.isCanceled ? ", canceled" : ""}`).join("; ") || "no payment"}`,
    `operations: ${operations.map(({ kind, amount, state: at }) => `${kind} ${majorText(amount)} ${at}`).join(", ") || "none"}`,
  ].join(", ")
}
