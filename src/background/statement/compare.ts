import { compareDecimals, hasReached, isOwnReference, type StoreMark } from "../../core"
import { backOff, HOUR, SECOND } from "../../core/pace"
import type { AccountKey, PaymentAttempt, StatementEntry } from "../../modules/gateway-ledger"
import { announceOpened, settle } from "../../settlement"
import type { BackgroundDependencies } from "../dependencies"
import { LEASE_MS } from "../lease"
import { isSilence } from "../silence"
import { keyOf } from "./read"

const AT_ONCE = 25
const RETRIES = { firstMs: 10 * SECOND, lastMs: 6 * HOUR }

/** A payment of a list, the attempt that it belongs to, and the marks by which this store knows its own references. */
export interface Listed {
  entry: StatementEntry
  attempt: PaymentAttempt | undefined
  marks: readonly StoreMark[]
}

/** Takes payments of an account's list that were not compared with the attempts yet, or were read anew since. */
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
 * Compares a payment of a list with its attempt: one that tells more than the attempt knows is settled by the one road,
 * and one by a reference of this store that no attempt has is a problem. What fails is compared again.
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
      // What the live store drew since this copy was made is known there.
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
    return !isSilence(error)
  }
}

async function lookAt(
  dependencies: BackgroundDependencies,
  entry: StatementEntry,
  attempt: PaymentAttempt,
): Promise<void> {
  if (!tellsMore(entry, attempt)) return
  const { provider_id, reference } = attempt
  await settle(dependencies, { provider_id, reference, gatewayId: entry.gateway_id, road: "sweep" })
}

/** Money, or its return, that the attempt does not know of: perhaps another payment of the same link. */
export function tellsMore(
  { status, gateway_id, refunded }: Pick<StatementEntry, "status" | "gateway_id"> & Partial<StatementEntry>,
  attempt: Pick<PaymentAttempt, "observations" | "gateway_id" | "status">,
): boolean {
  if (!hasReached(status, "processing")) return false
  const { observations } = attempt
  const known = observations[gateway_id]
  if (isMore(refunded, known?.refunded)) return true
  // An upgrade leaves no observations, and the attempt knows its own payment all the same.
  if (attempt.gateway_id === gateway_id && attempt.status === status) return false
  return known === undefined || (known.status !== status && hasReached(status, known.status))
}

/** More went back than was known: by the gateway's cabinet. */
const isMore = (refunded: string | null | undefined, known: string | null | undefined): boolean =>
  typeof refunded === "string" && compareDecimals(known ?? "0", refunded) < 0

/** Paid by a reference that this store has drawn, and knows nothing of. */
const isUnknown = ({ status, reference }: StatementEntry, marks: readonly StoreMark[]) =>
  status === "paid" && isOwnReference(reference, marks)

async function openUnknown(
  dependencies: BackgroundDependencies,
  { gateway, account, reference, gateway_id, asked, currency_code }: StatementEntry,
): Promise<void> {
  const { ledger, accounts } = dependencies
  const entry = (await accounts()).find((one) => {
    const key = keyOf(one.gateway)
    return key.gateway === gateway && key.account === account
  })
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
