import { Money, type PaymentStatus } from "../../../../core"
import type { StatementEntry } from "../../../../modules/gateway-ledger"
import type { StatementRow } from "../types"
import { decimal } from "./values"

/** A payment as the ledger and Medusa have it. */
export interface OurSide {
  id: string
  gateway_id: string | null
  status: PaymentStatus
  amount: string
  received: string | null
  /** Upper case. */
  currency_code: string
  /** What Medusa has captured; null without a payment. */
  captured: string | null
}

/** No money came yet, and the shopper may still pay. */
const WAITING: ReadonlySet<PaymentStatus> = new Set(["created", "awaiting"])

/** No money came, and none will. */
const OVER: ReadonlySet<PaymentStatus> = new Set(["expired", "canceled", "failed"])

const isWithoutMoney = (status: PaymentStatus) => WAITING.has(status) || OVER.has(status)

/**
 * Gateways keep unpaid payments open that we have given up, or name their end otherwise: as long as no money came, that
 * is no difference. The opposite is one: a payment that is over at the gateway while we still wait for its shopper.
 */
function isSameStatus(theirs: PaymentStatus, ours: PaymentStatus): boolean {
  if (theirs === ours) return true
  return isWithoutMoney(theirs) && isWithoutMoney(ours) && !(OVER.has(theirs) && WAITING.has(ours))
}

/** What of a payment in the gateway's list is compared. */
export type Listed = Pick<
  StatementEntry,
  "reference" | "gateway_id" | "status" | "asked" | "received" | "currency_code"
>

/** One payment of the gateway's list beside ours. */
export function statementRow(listed: Listed, candidate: OurSide | undefined): StatementRow {
  // A link that was opened twice makes two payments of one reference, and the ledger knows one of them.
  const isOther = candidate?.gateway_id && candidate.gateway_id !== listed.gateway_id
  const ours = isOther ? undefined : candidate
  const currency = listed.currency_code ?? ours?.currency_code ?? null
  return {
    reference: listed.reference,
    gateway_id: listed.gateway_id,
    gateway: {
      status: listed.status,
      amount: decimal(listed.asked, currency),
      received: decimal(listed.received, currency),
      currency_code: listed.currency_code?.toLowerCase() ?? null,
    },
    ours: ours
      ? {
          id: ours.id,
          status: ours.status,
          amount: ours.amount,
          received: decimal(ours.received, ours.currency_code),
          currency_code: ours.currency_code.toLowerCase(),
          captured: decimal(ours.captured, ours.currency_code),
        }
      : null,
    differences: ours ? differencesOf(listed, ours) : ["unknown_here"],
  }
}

function differencesOf(listed: Listed, ours: OurSide): StatementRow["differences"] {
  const sameCurrency = listed.currency_code === null || listed.currency_code === ours.currency_code
  return [
    ...(isSameStatus(listed.status, ours.status) ? [] : (["status"] as const)),
    ...(sameCurrency && !sameAmount(listed.asked, ours) ? (["amount"] as const) : []),
    ...(sameCurrency ? [] : (["currency"] as const)),
    ...(listed.status === "paid" && !isCaptured(listed, ours) ? (["not_captured"] as const) : []),
  ]
}

function sameAmount(asked: string | null, { amount, currency_code }: OurSide): boolean {
  if (asked === null) return true
  try {
    return Money.of(asked, currency_code).equals(Money.of(amount, currency_code))
  } catch {
    return false
  }
}

function isCaptured(listed: Listed, { captured, amount, received, currency_code }: OurSide): boolean {
  if (captured === null) return false
  // Only the captured part of a hold came.
  const came = [listed.received, received].flatMap((sum) =>
    sum === null ? [] : [Money.floor(sum, currency_code)],
  )
  const taken = came.reduce(
    (least, sum) => (sum.isPositive && sum.lessThan(least) ? sum : least),
    Money.of(amount, currency_code),
  )
  return !Money.rounded(captured, currency_code).lessThan(taken)
}
