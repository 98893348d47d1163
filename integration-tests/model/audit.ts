import { isReleased, Money } from "../../src/core"
import { auditCaptured } from "./audit-captured"
import { auditOrder } from "./audit-order"
import { paymentsOf } from "./gateway"
import { paymentOf } from "./medusa/books"
import { entryOf, violation, type Attempt, type GatewayPayment, type Problem, type World } from "./world"

/** Balances the books when everything has come to rest, by what is true of the money. */
export function audit(world: World): void {
  for (const attempt of world.ledger.attempts) {
    const payment = paymentOf(world.medusa, attempt.sessionId)
    const isCaptured = (payment?.captures.length ?? 0) > 0
    for (const one of paymentsOf(world, attempt)) auditArrived(world, attempt, one, isCaptured)
    if (payment && isCaptured) auditCaptured(world, attempt, payment)
    else auditUncaptured(world, attempt)
    auditWords(world, attempt)
  }
  auditOrder(world)
}

export const openOf = ({ ledger }: World, attempt: Attempt): Problem[] =>
  ledger.problems.filter(({ attemptId, state }) => attemptId === attempt.id && state === "open")

/** What the store can know to have arrived; null where only "something" can be known. */
function knownOf(
  world: World,
  { providerId, claims, asked }: Attempt,
  payment: GatewayPayment,
): Money | null {
  if (entryOf(world, providerId)?.kind !== "wallet") return payment.arrived
  const told = claims.paid?.received ?? claims.underpaid?.received
  return told ? Money.of(told, asked.currency) : null
}

/** All money that came is captured, or told to a person, or dealt with by one. */
function auditArrived(world: World, attempt: Attempt, payment: GatewayPayment, isCaptured: boolean): void {
  if (!payment.arrived.isPositive || payment.wentBack.isPositive) return
  const about = [...openOf(world, attempt), ...attempt.words]
  const isTold = (sum: Money | null) => about.some((one) => one.amount === null || isAmount(one.amount, sum))
  const known = knownOf(world, attempt, payment)
  const wrong = (text: string) => violation(world, `${attempt.id}: ${payment.arrived} came, ${text}`)
  if (!attempt.policy) {
    if (!isCaptured && about.length === 0 && isInDoubt(attempt)) wrong("nobody is told")
    return
  }
  if (known === null) {
    if (payment.view.status === "paid" && about.length === 0) wrong("nobody is told that it may have")
    return
  }
  const isStranger =
    known.currency !== attempt.asked.currency || (payment.isTest && !attempt.policy.acceptsTestPayments)
  if (isStranger) {
    if (about.length === 0) wrong("which is no money here, and nobody is told")
  } else if (isCaptured && payment.number === attempt.gatewayId) {
    const excess = known.minus(attempt.asked)
    if (excess.isPositive && !isTold(excess)) wrong(`nobody is told of ${excess}`)
  } else if (!isTold(known) && !isReturned(attempt, known)) {
    wrong("nobody is told")
  }
}

/** The entry was taken away before the gateway could be asked for the last time. */
const isInDoubt = ({ askedAt, answeredAt, status }: Attempt) => askedAt !== answeredAt && !isReleased(status)

const isAmount = (amount: Money | string, sum: Money | null) =>
  sum !== null && (typeof amount === "string" ? Money.of(amount, sum.currency) : amount).equals(sum)

/** What is left after persons have returned a part. */
function isReturned({ words }: Attempt, sum: Money): boolean {
  const returned = words.filter(({ action }) => action === "returned")
  const back = returned.reduce(
    (all, { amount }) => all.plus(Money.of(amount ?? "0", sum.currency)),
    Money.zero(sum.currency),
  )
  return back.isPositive
}

const ABOUT_CAPTURED: ReadonlySet<string> = new Set([
  "no_order",
  "refund_owed",
  "refunded_at_gateway",
  "order_total_differs",
  "order_unfinished",
  "overpaid",
])

/** Nobody is told of more than came, nor of money as captured that is not. */
function auditUncaptured(world: World, attempt: Attempt): void {
  for (const { kind, amount, gatewayId } of openOf(world, attempt)) {
    const wrong = (text: string) => violation(world, `${attempt.id}: ${kind} ${amount ?? ""} ${text}`)
    if (ABOUT_CAPTURED.has(kind) && kind !== "overpaid") wrong("and nothing is captured")
    if (!amount || !attempt.policy) continue
    const came = paymentsOf(world, attempt).filter(({ number }) => gatewayId === null || number === gatewayId)
    const isTrue = came.some(({ arrived, wentBack }) => arrived.minor >= amount.minor && !wentBack.isPositive)
    if (!isTrue) wrong("and that did not come")
  }
}

/** What a person said is over stays over. */
function auditWords(world: World, attempt: Attempt): void {
  for (const problem of openOf(world, attempt)) {
    const said = attempt.words.find(
      (word) =>
        word.kind === problem.kind &&
        word.refundId === problem.refundId &&
        word.gatewayId === problem.gatewayId &&
        (word.amount === null ||
          problem.amount === null ||
          !Money.of(word.amount, problem.amount.currency).lessThan(problem.amount)),
    )
    if (said)
      violation(
        world,
        `${attempt.id}: ${problem.kind} ${problem.amount ?? ""} is open, a person has ${said.action} ${said.amount}`,
      )
  }
}
