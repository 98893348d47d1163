/** What a card number does on the payment page. */
export interface CardOutcome {
  /** Why it is declined; null when it pays. */
  reason: string | null
  brand: string
  threeDSecure: boolean
}

const PAYS: Record<string, Omit<CardOutcome, "reason">> = {
  "5555555555554444": { brand: "MasterCard", threeDSecure: false },
  "5555555555554477": { brand: "MasterCard", threeDSecure: true },
  "4111111111111111": { brand: "Visa", threeDSecure: false },
  "2200000000000004": { brand: "Mir", threeDSecure: true },
}

/** Last four digits after 555555555555. */
const DECLINES: Record<string, string> = {
  "4592": "3d_secure_failed",
  "4535": "call_issuer",
  "4543": "card_expired",
  "4568": "fraud_suspected",
  "4634": "fraud_suspected",
  "4584": "country_forbidden",
  "4527": "general_decline",
  "4600": "insufficient_funds",
  "4618": "invalid_card_number",
  "4626": "invalid_csc",
  "4501": "issuer_unavailable",
  "4576": "payment_method_limit_exceeded",
  "4550": "payment_method_restricted",
}

export const DEFAULT_CARD = "5555555555554444"

/** The documented test cards; any other number is none. */
export function cardOutcome(number: string): CardOutcome {
  const known = Object.hasOwn(PAYS, number) ? PAYS[number] : undefined
  if (known) return { ...known, reason: null }
  const ending = number.startsWith("555555555555") ? number.slice(12) : ""
  const reason = (Object.hasOwn(DECLINES, ending) ? DECLINES[ending] : undefined) ?? "invalid_card_number"
  return { brand: "MasterCard", threeDSecure: reason === "3d_secure_failed", reason }
}

/** For the page: number and what it does. */
export const TEST_CARDS: readonly (readonly [number: string, outcome: string])[] = [
  ...Object.entries(PAYS).map(
    ([number, { threeDSecure }]) => [number, threeDSecure ? "3-D Secure" : ""] as const,
  ),
  ...Object.entries(DECLINES).map(([ending, reason]) => [`555555555555${ending}`, reason] as const),
]
