import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { clearsItself, problemMessage, type Problem } from "../../core"
import type { NewProblem, PaymentAttempt, PaymentProblem } from "../../modules/gateway-ledger"
import { ledgerOf, logOf } from "../services"

/** For merchants' own subscribers; the data is `{ id, kind, provider_id, reference }`. */
export const PROBLEM_OPENED = "payment_gateway.problem_opened"
export const PROBLEM_RESOLVED = "payment_gateway.problem_resolved"

/** A problem that an attempt has now. The amount is a decimal string. */
export interface HeldMoney {
  kind: Problem
  amount: string | null
}

/**
 * Brings an attempt's problems up to date: opens what is held now, and clears by itself what is not shown any more.
 * A problem that a person resolved does not come back.
 */
export async function syncProblems(
  container: MedusaContainer,
  attempt: PaymentAttempt,
  held: readonly HeldMoney[],
  orderId: string | undefined,
): Promise<void> {
  for (const { kind, amount } of held) {
    await openProblem(container, {
      kind,
      subject: attempt.id,
      provider_id: attempt.provider_id,
      attempt_id: attempt.id,
      reference: attempt.reference,
      payment_collection_id: attempt.payment_collection_id,
      order_id: orderId ?? null,
      amount,
      currency_code: attempt.currency_code,
      message: problemMessage(kind),
    })
  }
  const open = await ledgerOf(container).listPaymentProblems({ attempt_id: attempt.id, state: "open" })
  // The whole of a payment is held for one reason at a time: a later one takes the place of the one before.
  const isRenamed = held.some(({ kind }) => isAboutAll(kind))
  const over = open.filter(
    ({ kind, subject }) =>
      !held.some((one) => one.kind === kind) &&
      (clearsItself(kind) || (isRenamed && isAboutAll(kind) && subject === attempt.id)),
  )
  for (const problem of over) {
    await clearProblem(container, problem, "It went away by itself.")
  }
}

/** Whether all of the payment's money is held, not an excess or what was captured. */
const isAboutAll = (kind: string) => ["orphan", "paid_twice", "paid_late"].includes(kind)

/** Opens a problem and tells about it, unless it is known. */
export async function openProblem(container: MedusaContainer, problem: NewProblem): Promise<void> {
  const opened = await ledgerOf(container).openProblem(problem)
  if (opened) {
    const money = opened.amount ? ` ${opened.amount} ${opened.currency_code}` : ""
    logOf(container).error(
      `${opened.provider_id} ${opened.reference}: ${opened.kind}:${money}. ${opened.message}`,
    )
    await emit(container, PROBLEM_OPENED, opened)
  }
}

/** Resolves a problem whose cause went away; nothing happens when a person was faster. */
export async function clearProblem(
  container: MedusaContainer,
  problem: PaymentProblem,
  note: string,
): Promise<void> {
  const closed = await ledgerOf(container).closeProblem(problem.id, null, note)
  if (closed) await announceResolved(container, closed)
}

/** Tells that a problem is over. */
export const announceResolved = (container: MedusaContainer, problem: PaymentProblem) =>
  emit(container, PROBLEM_RESOLVED, problem)

async function emit(
  container: MedusaContainer,
  name: string,
  { id, kind, provider_id, reference }: PaymentProblem,
) {
  await container.resolve(Modules.EVENT_BUS).emit({ name, data: { id, kind, provider_id, reference } })
}
