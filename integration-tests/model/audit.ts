import { Money } from "../../src/core"
import type { PaymentAttempt, PaymentProblem } from "../../src/modules/gateway-ledger"
import { auditCard } from "./audit-card"
import { auditCaptured } from "./audit-captured"
import { auditAccounts, auditOrder } from "./audit-order"
import { auditPaid } from "./audit-paid"
import { paymentsOf } from "./gateway"
import { paymentOf } from "./medusa/books"
import { askedOf, entryOf, violation, type GatewayPayment, type World } from "./world"

/** Balances the books when everything has come to rest, by what is true of the money. */
export function audit(world: World): void {
  for (const attempt of world.ledger.attempts) {
    const payment = paymentOf(world.medusa, attempt.session_id)
    const isCaptured = (payment?.captures.length ?? 0) > 0
    for (const one of paymentsOf(world, attempt)) auditArrived(world, attempt, one, isCaptured)
    const isByCard = entryOf(world, attempt.provider_id)?.kind === "card"
    if (isByCard) auditCard(world, attempt)
    if (payment && isCaptured) {
      if (!isByCard) auditCaptured(world, attempt, payment)
    } else {
      auditUncaptured(world, attempt)
      auditPaid(world, attempt)
    }
    auditWords(world, attempt)
  }
  auditOrder(world)
  // The model's records are sound, so what cannot be read is a fault of the plugin's own.
  for (const { kind, attempt_id } of world.ledger.problems)
    if (kind === "unreadable") violation(world, `${attempt_id} cannot be read`)
}

/** What is true of Medusa's books alone, whatever a gateway says. */
export function auditBooks(world: World): void {
  for (const attempt of world.ledger.attempts) {
    const payment = paymentOf(world.medusa, attempt.session_id)
    const isByCard = entryOf(world, attempt.provider_id)?.kind === "card"
    if (payment && payment.captures.length > 0 && !isByCard) auditCaptured(world, attempt, payment)
  }
  auditAccounts(world)
}

export const openOf = ({ ledger }: World, { id }: PaymentAttempt): PaymentProblem[] =>
  ledger.problems.filter(({ attempt_id, state }) => attempt_id === id && state === "open")

/** What the store can know to have arrived; null where only "something" can be known. */
function knownOf(
  world: World,
  { provider_id, claims }: PaymentAttempt,
  { arrived, asked }: GatewayPayment,
): Money | null {
  if (entryOf(world, provider_id)?.kind !== "wallet") return arrived
  const told = claims.paid?.received ?? claims.underpaid?.received
  return told ? Money.of(told, asked.currency) : null
}

/** All money that came is captured, or told to a person, or dealt with by one. */
function auditArrived(
  world: World,
  attempt: PaymentAttempt,
  payment: GatewayPayment,
  isCaptured: boolean,
): void {
  if (!payment.arrived.isPositive || payment.wentBack.isPositive) return
  const about = [...openOf(world, attempt), ...attempt.words]
  const asked = askedOf(attempt)
  const isTold = (sum: Money) =>
    about.some(
      ({ kind, amount }) =>
        // Nobody knows how much was captured.
        kind === "operation_unclear" || amount === null || Money.of(amount, sum.currency).equals(sum),
    ) || attempt.words.some((word) => settles(word, sum))
  const known = knownOf(world, attempt, payment)
  const wrong = (text: string) => violation(world, `${attempt.id}: ${payment.arrived} came, ${text}`)
  if (known === null) {
    if (payment.view.status === "paid" && about.length === 0) wrong("nobody is told that it may have")
    return
  }
  const isPlay = payment.isTest && !entryOf(world, attempt.provider_id)?.policy.acceptsTestPayments
  if (isPlay || known.currency !== asked.currency) {
    if (about.length === 0) wrong("which is no money here, and nobody is told")
  } else if (isCaptured && payment.number === attempt.gateway_id) {
    const excess = known.minus(asked)
    if (excess.isPositive && !isTold(excess)) wrong(`nobody is told of ${excess}`)
  } else if (!isTold(known) && !attempt.words.some(({ action }) => action === "returned")) {
    wrong("nobody is told")
  }
}

/** A person has dealt with a hold that no order was made of: also with a part of it, which is captured in the cabinet later. */
const settles = ({ kind, action, amount }: PaymentAttempt["words"][number], sum: Money) =>
  kind === "no_order" &&
  action === "resolved" &&
  amount !== null &&
  !Money.of(amount, sum.currency).lessThan(sum)

const ABOUT_CAPTURED: ReadonlySet<string> = new Set([
  "no_order",
  "refund_owed",
  "refunded_at_gateway",
  "order_total_differs",
  "order_unfinished",
])

/** What is told of money that is held, or that was. */
const OF_HOLDS: ReadonlySet<string> = new Set(["hold_expiring", "hold_expired", "operation_unclear"])

/** Nobody is told of more than came, nor of money as captured that is not. */
function auditUncaptured(world: World, attempt: PaymentAttempt): void {
  for (const { kind, amount, gateway_id } of openOf(world, attempt)) {
    const wrong = (text: string) => violation(world, `${attempt.id}: ${kind} ${amount ?? ""} ${text}`)
    if (ABOUT_CAPTURED.has(kind)) wrong("and nothing is captured")
    if (amount === null || OF_HOLDS.has(kind)) continue
    const { minor } = Money.of(amount, attempt.currency_code)
    const came = paymentsOf(world, attempt).filter(
      ({ number }) => gateway_id === null || number === gateway_id,
    )
    // What was paid and is canceled may have gone back, or not: nobody but a person can tell.
    const isTrue = came.some(
      ({ arrived, wentBack, view }) =>
        arrived.minor >= minor && (!wentBack.isPositive || view.status === "canceled"),
    )
    if (!isTrue) wrong("and that did not come")
  }
}

/** What a person said is over stays over. */
function auditWords(world: World, attempt: PaymentAttempt): void {
  for (const { kind, refund_id, gateway_id, amount } of openOf(world, attempt)) {
    const said = attempt.words.find(
      (word) =>
        word.kind === kind &&
        word.refund_id === refund_id &&
        word.gateway_id === gateway_id &&
        // What went back is taken off the sum already.
        (word.action === "resolved" || word.amount === null) &&
        !(kind === "entry_missing" && word.amount === null && amount !== null) &&
        isCovered(amount, word.amount, attempt.currency_code),
    )
    if (said) {
      violation(world, `${attempt.id}: ${kind} ${amount} is open, a person has ${said.action} ${said.amount}`)
    }
  }
}

const isCovered = (amount: string | null, by: string | null, currency: string) =>
  amount === null || by === null || !Money.of(by, currency).lessThan(Money.of(amount, currency))
