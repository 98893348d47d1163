import {
  compareDecimals,
  hasReached,
  isOwnReference,
  isRevocation,
  type EntryGateway,
  type StoreMark,
} from "../../core"
import { backOff, HOUR, SECOND } from "../../core/pace"
import type { AccountKey, PaymentAttempt, StatementEntry } from "../../modules/gateway-ledger"
import { announceOpened, settle } from "../../settlement"
import type { BackgroundDependencies } from "../dependencies"
import { isNoAnswer } from "../errors"
import { LEASE_MS } from "../lease"

const AT_ONCE = 25
const RETRIES = { firstMs: 10 * SECOND, lastMs: 6 * HOUR }

/** A listed payment, its attempt, and the marks by which this store knows its own references. */
export interface Listed {
  entry: StatementEntry
  attempt: PaymentAttempt | undefined
  marks: readonly StoreMark[]
}

/** Leases listed payments of an account that are to be compared with their attempts. */
export async function claimListed(
  { ledger }: BackgroundDependencies,
  key: AccountKey,
  overdueMs: number,
): Promise<Listed[]> {
  const due = await ledger.statements.claimDue(key, AT_ONCE, LEASE_MS, overdueMs)
  if (due.length === 0) return []
  const marks = await ledger.marks.all()
  const references = due.map(({ reference }) => reference)
  const attempts = await ledger.attempts.ofReferences(key.gateway, references)
  const byReference = new Map(attempts.map((attempt) => [attempt.reference, attempt]))
  return due.map((entry) => ({ entry, attempt: byReference.get(entry.reference), marks }))
}

/**
 * Compares a listed payment with its attempt. A payment that shows more than the attempt knows is settled. A paid payment
 * with a reference of this store that no attempt has is a problem. When this fails, the payment is compared again later.
 *
 * @returns false when the gateway was asked and gave no answer
 */
export async function compareListed(
  dependencies: BackgroundDependencies,
  { entry, attempt, marks }: Listed,
): Promise<boolean> {
  const { ledger, log } = dependencies
  try {
    if (attempt) await lookAt(dependencies, entry, attempt)
    else if (isUnknown(entry, marks)) {
      // A copy of the store does not know the references that the live store has made since.
      if (!(await dependencies.isLive()))
        throw new Error("this database is not confirmed as the live store's")
      await openUnknown(dependencies, entry)
    }
    await ledger.statements.compared(entry)
    return true
  } catch (error) {
    const { gateway, gateway_id, reference, tries } = entry
    await ledger.statements.compareIn(entry, backOff(RETRIES, tries))
    log.warn(
      `listed payment not settled yet: gateway=${gateway} gateway_id=${gateway_id} reference=${reference} error=${(error as Error).message}`,
    )
    return !isNoAnswer(error)
  }
}

async function lookAt(
  dependencies: BackgroundDependencies,
  entry: StatementEntry,
  attempt: PaymentAttempt,
): Promise<void> {
  if (!tellsMore(entry, attempt)) return
  const { id, provider_id, reference } = attempt
  await settle(dependencies, { provider_id, reference, gatewayId: entry.gateway_id, road: "sweep" })
  if (entry.status !== "paid" || isKnownPaid(entry, await dependencies.ledger.attempts.get(id))) return
  throw new Error("the gateway's list shows it as paid, and its answer about this payment does not")
}

/** Whether the gateway's own answer has shown a listed payment as paid, or as more than that. */
function isKnownPaid(
  { gateway_id }: StatementEntry,
  { observations, gateway_id: own, status }: PaymentAttempt,
): boolean {
  const known = observations[gateway_id]
  return known ? hasReached(known.status, "paid") : own === gateway_id && hasReached(status, "paid")
}

/** Whether a listed payment, perhaps another one of the link, shows money or a refund that its attempt does not know. */
export function tellsMore(
  entry: Pick<StatementEntry, "status" | "gateway_id"> & Partial<StatementEntry>,
  attempt: Pick<PaymentAttempt, "observations" | "gateway_id" | "status">,
): boolean {
  const { status, gateway_id } = entry
  if (!hasReached(status, "processing")) return false
  const { observations } = attempt
  const known = observations[gateway_id]
  if (known && isRevocation(known.status, status)) return known.revoked !== 2
  if (known?.revoked && status === "paid") return true
  if (isMore(entry.refunded, known?.refunded)) return true
  if (isOther(entry.asked, known?.asked) || isOther(entry.received, known?.received)) return true
  // Attempts from before an upgrade have no observations, and know the status of their own payment all the same.
  if (attempt.gateway_id === gateway_id && attempt.status === status) return false
  return known === undefined || (known.status !== status && hasReached(status, known.status))
}

/** Whether more was refunded than is known. */
const isMore = (refunded: string | null | undefined, known: string | null | undefined): boolean =>
  typeof refunded === "string" && compareDecimals(known ?? "0", refunded) < 0

/** Whether two sums are known and differ: more was paid after the payment was settled. */
const isOther = (shown: string | null | undefined, known: string | null | undefined): boolean =>
  typeof shown === "string" && typeof known === "string" && compareDecimals(shown, known) !== 0

/** Whether a payment without an attempt was paid by a reference that this store has made. */
const isUnknown = ({ status, reference }: StatementEntry, marks: readonly StoreMark[]) =>
  status === "paid" && isOwnReference(reference, marks)

async function openUnknown(
  dependencies: BackgroundDependencies,
  { gateway, account, reference, gateway_id, asked, currency_code }: StatementEntry,
): Promise<void> {
  const { ledger, accounts } = dependencies
  const isSame = (other: EntryGateway) => other.name === gateway && other.account === account
  const entry = (await accounts()).find((one) => isSame(one.gateway))
  const provider_id = entry?.providerId ?? `pp_${gateway}`
  if (await ledger.problems.isKnown({ kind: "unknown_payment", gateway_id, reference })) return
  const opened = await ledger.problems.open({
    kind: "unknown_payment",
    subject: `${provider_id}:${gateway_id}`,
    ...{ provider_id, reference, gateway_id, currency_code },
    ...{ attempt_id: null, payment_collection_id: null, order_id: null },
    amount: asked,
  })
  if (opened) await announceOpened(dependencies, opened)
}
