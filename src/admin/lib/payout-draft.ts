import type { PayoutRules } from "../../api/admin/payment-gateways/types"
import { compareAmounts, readAmount } from "./locale/money"

/** What a person has typed for a payout. */
export interface PayoutDraft {
  provider_id: string
  currency_code: string
  amount: string
  account: string
  payment_system: string
  note: string
}

/** What is wrong with the fields of a draft. The server checks again. */
export interface DraftFaults {
  amount?: "bad_amount" | "bad_min" | "bad_max"
  account?: "bad_account"
  payment_system?: "bad_system"
}

const ACCOUNT = /^[\w@.+:-]{3,128}$/
const SYSTEM = /^[1-9]\d{0,5}$/

/** What is wrong with a draft by the merchant's rules; empty when nothing is. */
export function draftFaults(draft: PayoutDraft, rules: PayoutRules): DraftFaults {
  const faults: DraftFaults = {}
  const amount = amountFault(draft.amount, rules)
  if (amount) faults.amount = amount
  if (!ACCOUNT.test(draft.account.trim())) faults.account = "bad_account"
  if (rules.needs_payment_system && !SYSTEM.test(draft.payment_system.trim())) {
    faults.payment_system = "bad_system"
  }
  return faults
}

function amountFault(typed: string, { min, max }: PayoutRules): DraftFaults["amount"] {
  const amount = readAmount(typed)
  if (!amount || compareAmounts(amount, "0") <= 0) return "bad_amount"
  if (min !== null && compareAmounts(amount, min) < 0) return "bad_min"
  return max !== null && compareAmounts(amount, max) > 0 ? "bad_max" : undefined
}
