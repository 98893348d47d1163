import { PayoutRefused } from "../errors"
import type { EntryGateway } from "../gateway"
import { Money } from "../money"

/** The merchant's rules for the payouts of a provider entry. */
export interface PayoutPolicy {
  /** Upper-case codes. */
  readonly currencies: readonly string[]
  /** For one payout, in its own currency: decimal strings in major units, or null for no limit. */
  readonly min: string | null
  readonly max: string | null
  /** Whether another person must approve a payout than the one who asked for it. */
  readonly twoPersonPayouts: boolean
  /** Whether secret API keys may do what admins may. */
  readonly allowApiKeys: boolean
  /** E-mail addresses of the admins who may approve, exactly as Medusa has them; absent: all who may pay out. */
  readonly approvers?: readonly string[]
  /** The least age of the account of an admin who approves; absent: any age. */
  readonly approverAgeMs?: number
}

/** Who does something, as in Medusa's `req.auth_context`. */
export interface Actor {
  actor_id: string
  /** "user" or "api-key". */
  actor_type: string
}

/** An admin's account in Medusa. */
export interface AdminAccount {
  email: string
  /** In milliseconds since 1970. */
  createdAt: number
}

/** An actor who wants to approve; the account is null where Medusa has none. */
export interface Approver extends Actor {
  account: AdminAccount | null
}

/** Who asked for a payout: the actor, and the admin behind it (of a key its maker), null where Medusa knows none. */
export type AskedBy = readonly (string | null)[]

/** Numbers of wallets, cards and phones, and addresses: one word that breaks out of no field and no log line. */
const ACCOUNT = /^[\w@.+:-]{3,128}$/

/**
 * The policy of a gateway that pays out.
 * @throws PayoutRefused (payouts_off)
 */
export function payoutPolicyOf(
  gateway: Pick<EntryGateway, "name" | "payouts" | "payoutPolicy"> | undefined,
): PayoutPolicy {
  if (!gateway?.payouts || !gateway.payoutPolicy) {
    throw new PayoutRefused("payouts_off", "Payouts are not switched on for this provider.")
  }
  return gateway.payoutPolicy
}

/** @throws PayoutRefused (payout_actor_not_allowed) */
export function assertMayPayOut(policy: Pick<PayoutPolicy, "allowApiKeys">, actor: Actor): void {
  if (actor.actor_type === "user" || (actor.actor_type === "api-key" && policy.allowApiKeys)) return
  throw new PayoutRefused("payout_actor_not_allowed", "Payouts are made by admins in person, not by keys.")
}

/**
 * A cancellation moves no money, so it needs no policy: payouts may be switched off, or their entry gone. API keys may
 * not cancel then.
 *
 * @throws PayoutRefused (payout_actor_not_allowed)
 */
export function assertMayCancelPayout(policy: PayoutPolicy | undefined, actor: Actor): void {
  assertMayPayOut(policy ?? { allowApiKeys: false }, actor)
}

/** @throws PayoutRefused (payout_actor_not_allowed, payout_needs_another_person, payout_approver_not_allowed) */
export function assertMayApprove(
  policy: PayoutPolicy,
  approver: Approver,
  askedBy: AskedBy,
  now: number,
): void {
  assertMayPayOut(policy, approver)
  if (policy.twoPersonPayouts && (approver.actor_type !== "user" || askedBy.includes(approver.actor_id))) {
    throw new PayoutRefused(
      "payout_needs_another_person",
      "This payout must be approved by another admin than the one who asked for it.",
    )
  }
  assertIsApprover(policy, approver, now)
}

function assertIsApprover(
  { approvers, approverAgeMs }: PayoutPolicy,
  { actor_type, account }: Approver,
  now: number,
): void {
  if (approvers === undefined && approverAgeMs === undefined) return
  const admin = actor_type === "user" ? account : null
  // Exactly: Medusa lets a second account have the address of a first one in other letters' case.
  const isNamed = approvers === undefined || (admin !== null && approvers.includes(admin.email))
  if (!admin || !isNamed) {
    throw new PayoutRefused(
      "payout_approver_not_allowed",
      "Payouts are approved in person by the admins whom the merchant has named.",
    )
  }
  if (approverAgeMs !== undefined && now - admin.createdAt < approverAgeMs) {
    throw new PayoutRefused(
      "payout_approver_not_allowed",
      "This admin's account is too new to approve payouts.",
    )
  }
}

/**
 * The amount of a payout that the policy allows.
 * @throws PayoutRefused (payout_currency_not_allowed, payout_amount_not_allowed)
 */
export function allowedPayoutAmount(policy: PayoutPolicy, amount: string, currencyCode: string): Money {
  const currency = currencyCode.toUpperCase()
  if (!policy.currencies.includes(currency)) {
    throw new PayoutRefused(
      "payout_currency_not_allowed",
      `Payouts go out in ${policy.currencies.join(", ")} only, not in ${currency.slice(0, 10)}.`,
    )
  }
  const money = exactly(amount, currency)
  const refuse = (why: string) => new PayoutRefused("payout_amount_not_allowed", `${money} ${why}.`)
  if (!money.isPositive) throw refuse("cannot be paid out")
  if (policy.min !== null && money.lessThan(Money.rounded(policy.min, currency))) {
    throw refuse(`is less than the ${policy.min} that a payout must have`)
  }
  if (policy.max !== null && Money.rounded(policy.max, currency).lessThan(money)) {
    throw refuse(`is more than the ${policy.max} that a payout may have`)
  }
  return money
}

function exactly(amount: string, currency: string): Money {
  try {
    return Money.of(amount, currency)
  } catch (error) {
    throw new PayoutRefused("payout_amount_not_allowed", (error as Error).message)
  }
}

/** @throws PayoutRefused (payout_account_invalid) */
export function payoutAccount(account: string): string {
  const trimmed = account.trim()
  if (!ACCOUNT.test(trimmed)) {
    throw new PayoutRefused("payout_account_invalid", "That is no number of a wallet, a card or a phone.")
  }
  return trimmed
}
