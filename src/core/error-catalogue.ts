/**
 * A kind of error says what is known about the money, a code says what happened. Codes are stable: merchants may match on
 * them.
 */
export type ErrorKind =
  /** Wrong configuration, found at boot. */
  | "options"
  /** The gateway said no. Nothing was charged. */
  | "declined"
  /** Nothing was accepted. Safe to try again. */
  | "unavailable"
  /** It may have happened. Ask the gateway before doing it again. */
  | "outcome_unknown"
  /** A notification that must not be believed. */
  | "invalid_notification"
  /** An answer that does not match what was asked. */
  | "integrity"
  /** The gateway cannot do this at all. */
  | "not_supported"
  /** The merchant's own rules for payouts forbid it. Nothing was sent. */
  | "payout_refused"
  /** What an admin asked for cannot be done as things stand now. Nothing was changed. */
  | "conflict"

interface ErrorEntry {
  readonly kind: ErrorKind
  /** What happened, for docs/troubleshooting.md. */
  readonly meaning: string
  /** What the merchant (or the shopper) should do. */
  readonly action: string
}

/** Every code of the plugin's errors. The errors of docs/troubleshooting.md are generated from it. */
export const ERROR_CATALOGUE = {
  invalid_option: {
    kind: "options",
    meaning: "An option of a provider entry is missing or wrong; Medusa does not boot.",
    action: "Correct the option that the message names in medusa-config.ts.",
  },
  ledger_missing: {
    kind: "options",
    meaning:
      "The payment module cannot reach the plugin's ledger, so no payment can be recorded before it is asked for.",
    action:
      'Add the plugin to `plugins` and `dependencies: ["gateway_ledger"]` to the payment module in medusa-config.ts, then run `medusa db:migrate`.',
  },
  gateway_declined: {
    kind: "declined",
    meaning: "The gateway answered with an error of its own.",
    action: "Read the gateway's words in the message; check keys and shop settings in its cabinet.",
  },
  currency_not_supported: {
    kind: "declined",
    meaning: "The cart's currency cannot be paid through this gateway.",
    action: "Offer the gateway only in regions of its currencies, or set the option `currencies`.",
  },
  amount_not_supported: {
    kind: "declined",
    meaning: "The amount is zero, negative or outside the gateway's limits.",
    action: "Choose another way to pay for this amount.",
  },
  already_paid: {
    kind: "declined",
    meaning: "A further payment was started for a cart whose money is in hand already.",
    action: "Wait for the order; if it does not come, the merchant finds the payment among the problems.",
  },
  order_canceled: {
    kind: "declined",
    meaning: "A payment was started for an order that was canceled.",
    action: "Nothing: the shopper places a new order.",
  },
  payer_wallet_required: {
    kind: "declined",
    meaning:
      "A wallet transfer was started without the payer's wallet number, or with one that cannot be it.",
    action:
      "Send what the gateway's `fields` ask for when the payment session is created, such as `data: { user_wallet }`.",
  },
  payer_contact_required: {
    kind: "declined",
    meaning:
      "A receipt has to be sent to the shopper, and neither an email nor a whole phone number is known.",
    action: "Take the email at checkout, before the payment session is created.",
  },
  receipt_refused: {
    kind: "declined",
    meaning: "The gateway declined the receipt, or the cart has more lines than a receipt can hold.",
    action: "Read the gateway's words in the message; check the option `receipt` and the cart's lines.",
  },
  wrong_credentials: {
    kind: "declined",
    meaning: "The gateway does not know the keys, or they may not do this.",
    action: "Compare the keys in the gateway's cabinet with the options, and what they are allowed to do.",
  },
  payment_state: {
    kind: "declined",
    meaning:
      "The payment is not in a status in which this can be done: captured, given up, refunded or expired before.",
    action: "Look at the payment again; the message says where it stands.",
  },
  gateway_unavailable: {
    kind: "unavailable",
    meaning: "The gateway could not be reached, or refused before it accepted anything.",
    action: "Try again; if it lasts, look at the gateway's status and your firewall.",
  },
  blocked_by_firewall: {
    kind: "unavailable",
    meaning: "Cloudflare turned the request away before it reached the gateway (1010, 1020, a challenge).",
    action: "Ask the gateway's support to let your server's address pass.",
  },
  outcome_unknown: {
    kind: "outcome_unknown",
    meaning: "The request was sent and no readable answer came: it may or may not have happened.",
    action: "Ask the gateway by the reference before you try again. The plugin does so itself.",
  },
  bad_signature: {
    kind: "invalid_notification",
    meaning: "A notification without a valid signature. Answered 401, changed nothing.",
    action: "If it was a real one, compare the secret key in the cabinet with the option `secretKey`.",
  },
  unknown_shop: {
    kind: "invalid_notification",
    meaning: "A notification for another shop or merchant. Answered 404, changed nothing.",
    action: "Check that the cabinet's notification URL names the right provider instance.",
  },
  unknown_reference: {
    kind: "invalid_notification",
    meaning: "A genuine notification for a payment that this store never asked for. Answered 404.",
    action:
      "Look the payment up in the gateway's cabinet; it may belong to another store with the same keys.",
  },
  malformed_notification: {
    kind: "invalid_notification",
    meaning: "A notification that cannot be read or lacks a field. Answered 400.",
    action: "Nothing, unless it repeats: then ask the gateway's support.",
  },
  unreadable_answer: {
    kind: "integrity",
    meaning: "The gateway's answer has not the documented shape.",
    action: "Try again; if it lasts, report it with the call's name.",
  },
  reference_mismatch: {
    kind: "integrity",
    meaning: "The gateway answered about another payment than the one asked for.",
    action: "No money was recorded. Compare the payment in the gateway's cabinet.",
  },
  shop_mismatch: {
    kind: "integrity",
    meaning: "The gateway answered for another shop than the configured one.",
    action: "Check `shopId` and the keys: they belong together.",
  },
  settlement_incomplete: {
    kind: "integrity",
    meaning: "The gateway says paid, and Medusa does not show the captured payment after recording it.",
    action: "The payment is kept and tried again; look at the log for what stopped Medusa.",
  },
  refund_not_supported: {
    kind: "not_supported",
    meaning:
      "The gateway does not refund through its API, or the option `refunds` says `reject`: nothing was refunded, and Medusa records no refund. A paid order can be canceled all the same; its money is told as the problem `refund_owed`.",
    action:
      'Return the money from the gateway\'s cabinet or by a payout. With `refunds: "manual"` Medusa records the refund, and a problem asks for the money to be returned.',
  },
  refund_of_unpaid_order: {
    kind: "not_supported",
    meaning:
      "An order was paid in the very moment in which it was canceled as unpaid, and Medusa asked to take the money back; nobody else did, so nothing was refunded.",
    action: "Return the money, or place the order again: a problem (`refund_owed`) tells of it.",
  },
  refund_of_failed_completion: {
    kind: "not_supported",
    meaning:
      "Medusa could not complete a paid cart and asked to take the money back; nobody else did, so nothing was refunded.",
    action:
      "Nothing: the payment is kept, the order is placed as soon as it can be, and a problem tells of it meanwhile.",
  },
  capture_not_confirmed: {
    kind: "not_supported",
    meaning: "A capture was asked for a payment that the gateway does not show as paid.",
    action: "Wait for the gateway's confirmation; the payment is captured by itself then.",
  },
  payouts_off: {
    kind: "payout_refused",
    meaning:
      "A payout was asked of a provider without the option `payouts`, or of a gateway that cannot pay out.",
    action: "Set the option `payouts` of the provider entry, at least to {}.",
  },
  payout_actor_not_allowed: {
    kind: "payout_refused",
    meaning: "An API key tried to make, approve, send or cancel a payout.",
    action: "Do it as an admin, or set `payouts.allowApiKeys`.",
  },
  payout_needs_another_person: {
    kind: "payout_refused",
    meaning: "With `payouts.twoPersonPayouts`, the admin who asked for a payout tried to approve it.",
    action: "Let another admin approve it.",
  },
  payout_approver_not_allowed: {
    kind: "payout_refused",
    meaning:
      "The merchant's rules let others approve payouts: `payouts.approvers` names them, or the admin's account is younger than `payouts.approverAge`.",
    action: "Let one of the named admins approve it, or wait until the account is old enough.",
  },
  payout_currency_not_allowed: {
    kind: "payout_refused",
    meaning: "The payout's currency is not in `payouts.currencies`.",
    action: "Pay out in an allowed currency, or extend the option.",
  },
  payout_amount_not_allowed: {
    kind: "payout_refused",
    meaning:
      "The payout's amount is no amount, outside `payouts.min` and `payouts.max`, or more than is left to refund.",
    action: "Correct the amount, or the option.",
  },
  payout_account_invalid: {
    kind: "payout_refused",
    meaning:
      "The payout's account, or the number of its method where the gateway has several, is missing or cannot be one.",
    action:
      "Enter the number of a wallet, a card or a phone, and the method's where it is asked for (`payment_system`).",
  },
  payout_state: {
    kind: "payout_refused",
    meaning: "The payout is not in a state in which this can be done; somebody else may have been faster.",
    action: "Look at the payout again.",
  },
  payout_key_reused: {
    kind: "conflict",
    meaning: "The `idempotency_key` of a new payout belongs to another payout, of other money.",
    action: "Draw a new key for each payout that you mean to make.",
  },
  store_not_confirmed: {
    kind: "conflict",
    meaning:
      "This database was copied, restored or moved, and nobody has said yet that the live store is here. Nothing was sent.",
    action:
      "If this is the live store, say so in the settings under Connections; in a copy, use the gateways' test keys.",
  },
  operation_in_progress: {
    kind: "conflict",
    meaning:
      "A capture of this payment was sent to the gateway, and no clear answer has come yet. It goes on by itself.",
    action: "Wait until the payment shows how it ended, then try again.",
  },
  operation_unclear: {
    kind: "conflict",
    meaning:
      "It was sent to the gateway, and no clear answer came. It is repeated by itself, and done at most once.",
    action: "Wait until the payment shows how it ended. Trying again is harmless.",
  },
  hold_captured: {
    kind: "conflict",
    meaning:
      "The hold was captured already, as often as the gateway lets it: what was not captured went back to the shopper.",
    action: "Ask the shopper for the rest by another payment.",
  },
  hold_voided: {
    kind: "conflict",
    meaning: "The hold was given up, so nothing of it can be captured any more.",
    action: "Ask the shopper to pay again.",
  },
  hold_ended: {
    kind: "conflict",
    meaning:
      "The gateway does not hold the money any more: the hold's time is over, or it was given up in the cabinet.",
    action: "Ask the shopper to pay again, or cancel the order.",
  },
  capture_in_parts: {
    kind: "conflict",
    meaning: "The gateway captures a hold as a whole only, or has taken another sum already.",
    action: "Capture the sum that the payment shows.",
  },
  more_than_left: {
    kind: "conflict",
    meaning: "It is more than what is left of the payment at the gateway.",
    action: "Choose a smaller sum; the payment shows what is held, captured and refunded.",
  },
  problem_resolved: {
    kind: "conflict",
    meaning: "The problem is resolved already: somebody was faster, or its cause went away.",
    action: "Look at the problem again.",
  },
  problem_changed: {
    kind: "conflict",
    meaning: "The problem is about another sum by now than the person has seen.",
    action: "Look at the problem again.",
  },
  problem_action_not_possible: {
    kind: "conflict",
    meaning: "This cannot be done about this problem, or not any more.",
    action: "Choose one of the problem's `actions`.",
  },
  order_not_placed: {
    kind: "conflict",
    meaning: "Medusa refused to turn the paid cart into an order.",
    action:
      "Look at the cart: stock, shipping and the region's payment providers. Then try again, or return the money.",
  },
  capability_missing: {
    kind: "not_supported",
    meaning: "The provider is configured, but its gateway cannot do this.",
    action: "See the table of capabilities.",
  },
} as const satisfies Record<string, ErrorEntry>

/** A stable error code. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE

/** The codes of a kind. */
export type CodeOf<K extends ErrorKind> = {
  [C in ErrorCode]: (typeof ERROR_CATALOGUE)[C]["kind"] extends K ? C : never
}[ErrorCode]

/**
 * The code of an error of the plugin; undefined for any other error. An error that came through a workflow has lost its
 * class and kept its code.
 */
export function errorCodeOf(error: unknown): ErrorCode | undefined {
  const { code } = error as { code?: unknown }
  return typeof code === "string" && Object.hasOwn(ERROR_CATALOGUE, code) ? (code as ErrorCode) : undefined
}
