import { hasReached, isOwnReference, type StoreMark } from "../../core"
import type { PaymentAttempt, StatementEntry } from "../../modules/gateway-ledger"
import { announceOpened, settle } from "../../settlement"
import type { BackgroundDependencies } from "../dependencies"
import { groupBy } from "../group-by"
import { inPool } from "../pool"
import { keyOf } from "./read"

const AT_ONCE = 200
const POOL = 3
const LEASE_MS = 150_000
const FIRST_RETRY_MS = 10_000
const LAST_RETRY_MS = 6 * 60 * 60_000

const retryIn = (tries: number) => Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** tries)

/**
 * Compares what the gateways' lists show with the attempts: a payment that tells more than its attempt knows is settled by
 * the one road, and one of this store's own references that no attempt has is a problem. What fails is compared again.
 *
 * @returns how many were compared
 */
export async function compareStatements(dependencies: BackgroundDependencies): Promise<number> {
  const { ledger } = dependencies
  const due = await ledger.statements.claimDue(AT_ONCE, LEASE_MS)
  if (due.length === 0) return 0
  const marks = await ledger.marks.all()
  for (const [gateway, entries] of groupBy(due, ({ gateway }) => gateway)) {
    const attempts = await attemptsOf(dependencies, gateway, entries)
    await inPool(entries, POOL, (entry) =>
      compareOne(dependencies, entry, attempts.get(entry.reference), marks),
    )
  }
  return due.length
}

async function attemptsOf(
  { ledger }: BackgroundDependencies,
  gateway: string,
  entries: readonly StatementEntry[],
): Promise<Map<string, PaymentAttempt>> {
  const references = entries.map(({ reference }) => reference)
  const attempts = await ledger.attempts.ofReferences(gateway, references)
  return new Map(attempts.map((attempt) => [attempt.reference, attempt]))
}

async function compareOne(
  dependencies: BackgroundDependencies,
  entry: StatementEntry,
  attempt: PaymentAttempt | undefined,
  marks: readonly StoreMark[],
): Promise<void> {
  const { ledger, log, now } = dependencies
  try {
    if (attempt) await lookAt(dependencies, entry, attempt)
    else if (isUnknown(entry, marks)) await openUnknown(dependencies, entry)
    await ledger.statements.compared(entry)
  } catch (error) {
    const { gateway, gateway_id, reference, tries } = entry
    await ledger.statements.compareAt(entry, new Date(now() + retryIn(tries)))
    log.warn(
      `listed payment not settled yet: gateway=${gateway} gateway_id=${gateway_id} reference=${reference} error=${(error as Error).message}`,
    )
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
  { status, gateway_id }: Pick<StatementEntry, "status" | "gateway_id">,
  { observations }: Pick<PaymentAttempt, "observations">,
): boolean {
  if (!hasReached(status, "processing")) return false
  const known = observations[gateway_id]
  return known === undefined || (known.status !== status && hasReached(status, known.status))
}

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
