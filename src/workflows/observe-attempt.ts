import {
  IntegrityError,
  isReleased,
  Money,
  nextCheckIn,
  type Decision,
  type Gateway,
  type KnownPayment,
  type Notification,
  type Observation,
  type PaymentStatus,
  type Problem,
} from "../core"
import type { AttemptChange, GatewayLedgerService, PaymentAttempt } from "../modules/gateway-ledger"

/** The gateway's view of an attempt is asked for with what the ledger knows; nothing comes from the shopper. */
export function knownPayment(attempt: PaymentAttempt, hint?: Pick<Notification, "gatewayId">): KnownPayment {
  return {
    reference: attempt.reference,
    gatewayId: hint?.gatewayId ?? attempt.gateway_id,
    amount: Money.of(attempt.amount, attempt.currency_code),
    status: attempt.status,
    claims: attempt.claims,
    // The ledger does not keep the gateways' words yet.
    codes: [],
  }
}

/** A link that nobody has opened yet is not at the gateway; a payment whose number it told us must be. */
function neverAsked({ reference, gatewayId }: KnownPayment): Observation {
  if (gatewayId !== null) {
    throw new IntegrityError(
      "reference_mismatch",
      `the gateway does not know ${gatewayId} any more, which it has told for ${reference}`,
    )
  }
  return {
    status: "awaiting",
    code: "",
    reference,
    gatewayId: null,
    account: null,
    asked: null,
    received: null,
    currency: null,
    fee: null,
    test: false,
    paidAt: null,
    raw: {},
  }
}

/** Asks the gateway about an attempt, and writes down what it said. A notification is only a reason to ask. */
export async function observeAttempt(
  ledger: GatewayLedgerService,
  gateway: Gateway,
  attempt: PaymentAttempt,
  hint?: Pick<Notification, "gatewayId" | "claim">,
): Promise<{ attempt: PaymentAttempt; observation: Observation }> {
  const informed = hint ? await ledger.updateAttempt(attempt.id, { claim: hint.claim }) : attempt
  const known = knownPayment(informed, hint)
  const observation = (await gateway.fetchPayment(known)) ?? neverAsked(known)
  const updated = await ledger.updateAttempt(attempt.id, {
    received: observation.received,
    fee: observation.fee,
    test: observation.test,
    last_observed_at: new Date(),
    // A link that was opened twice makes two orders at the gateway; only the paid one is ours to keep.
    ...(observation.status === "paid" && { gateway_id: attempt.gateway_id ?? observation.gatewayId }),
  })
  return { attempt: updated, observation }
}

/**
 * Writes down what was decided: the attempt's status, whether its money may be captured or waits for a person, and
 * when it is asked about next.
 */
export function recordDecision(
  ledger: GatewayLedgerService,
  attempt: PaymentAttempt,
  observation: Observation,
  decision: Decision,
): Promise<PaymentAttempt> {
  const next_check_at = nextCheck(attempt)
  const change = changeOf(decision, observation)
  // The gateway keeps no unpaid payment for ever, even where it never says that it is over.
  const isOver = next_check_at === null && decision.kind === "wait"
  return ledger.updateAttempt(attempt.id, { ...change, ...(isOver && { status: "expired" }), next_check_at })
}

function changeOf(decision: Decision, observation: Observation): AttemptChange {
  switch (decision.kind) {
    case "capture":
      return { status: "paid", held_for: decision.excess ? "overpaid" : null, cleared_at: new Date() }
    case "hold":
      return { status: statusOfHeld(decision.problem), held_for: decision.problem }
    case "release":
      return { status: decision.status }
    case "nothing":
      return { status: observation.status }
    case "wait":
      return isReleased(observation.status) ? {} : { status: observation.status }
  }
}

/** Money may still come to a payment that was canceled or held, so all of them are watched until their age ends it. */
function nextCheck(attempt: PaymentAttempt): Date | null {
  const every = nextCheckIn(Date.now() - attempt.created_at.getTime())
  return every === null ? null : new Date(Date.now() + every)
}

/** How far a payment has come whose money waits for a person. */
function statusOfHeld(problem: Problem): PaymentStatus {
  switch (problem) {
    case "underpaid":
      return "underpaid"
    case "canceled_after_part":
      return "canceled"
    case "refunded_at_gateway":
      return "refunded"
    case "orphan":
    case "paid_twice":
    case "overpaid":
    case "paid_late":
    case "unknown_payment":
    case "no_order":
    case "order_total_differs":
    case "refund_owed":
    case "order_unfinished":
    case "claim_denied":
    case "payout_unclear":
      return "paid"
    case "amount_mismatch":
    case "currency_mismatch":
    case "reference_mismatch":
    case "test_payment":
    case "unconfirmed":
      return "processing"
  }
}
