import { GatewayDeclined, IntegrityError } from "../../core/errors"
import type { Payer } from "../../core/gateway"
import { Money } from "../../core/money"
import type { ReceiptLine } from "../../core/money/receipt"
import { moneyBody } from "./money-body"
import type { YookassaOptions } from "./options"

type Words = NonNullable<YookassaOptions["receipt"]>

/** Longest description of a line. */
const MAX_DESCRIPTION = 128
/** Most lines that any cash register takes; YooKassa's own takes 80, and says so itself. */
const MAX_LINES = 100
const MAX_QUANTITY = 99_999

/**
 * A receipt by 54-FZ, which the payer gets by email or on the phone. `amount` of a line is the price of one piece, and
 * all lines make up the sum exactly.
 *
 * @throws GatewayDeclined when nobody could be sent the receipt, or it does not fit
 */
export function receiptBody(words: Words, lines: readonly ReceiptLine[], payer: Payer, sum: Money) {
  assertFits(lines, sum)
  const { vatCode, paymentSubject, paymentMode, measure, taxSystemCode } = words
  return {
    customer: customerOf(payer),
    items: lines.map(({ name, count, price }) => ({
      description: [...name].slice(0, MAX_DESCRIPTION).join("") || "—",
      quantity: count,
      amount: moneyBody(price),
      vat_code: vatCode,
      ...(measure && { measure }),
      payment_subject: paymentSubject,
      payment_mode: paymentMode,
    })),
    internet: true,
    ...(taxSystemCode && { tax_system_code: taxSystemCode }),
  }
}

function assertFits(lines: readonly ReceiptLine[], sum: Money): void {
  if (lines.length > MAX_LINES || lines.some(({ count }) => count > MAX_QUANTITY)) {
    throw new GatewayDeclined(
      `A receipt holds ${MAX_LINES} lines, and this cart needs ${lines.length}. Please pay for it in two orders.`,
      "receipt_refused",
    )
  }
  const total = lines.reduce(
    (before, { price, count }) => before.plus(Money.fromMinor(price.minor * BigInt(count), price.currency)),
    Money.zero(sum.currency),
  )
  if (!total.equals(sum)) {
    throw new IntegrityError("reference_mismatch", `the receipt's lines make up ${total}, not ${sum}`)
  }
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONE = /^\d{10,15}$/

/** The email, which every cash register takes; else the phone's digits. "8 9xx…" is how Russians write 7 9xx… at home. */
function customerOf({ email, phone }: Payer): { email: string } | { phone: string } {
  if (email && EMAIL.test(email)) return { email }
  const digits = phone?.replace(/\D/g, "").replace(/^8(?=9\d{9}$)/, "7")
  if (digits && PHONE.test(digits)) return { phone: digits }
  throw new GatewayDeclined(
    "Enter your email address, or your phone number with the country's code: the receipt is sent there.",
    "payer_contact_required",
  )
}
