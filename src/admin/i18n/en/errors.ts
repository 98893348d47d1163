import type { Catalogue } from "../catalogue"

export const errors = {
  gateway_slow: "The gateway did not answer in time.",
  unexpected: "Something unexpected went wrong. The log says what.",
  invalid_option: "An option of the provider is missing or wrong. Correct it in medusa-config.ts.",
  ledger_missing: 'The ledger cannot be reached. Add dependencies: ["gateway_ledger"] to the payment module.',
  gateway_declined: "The gateway said no. Check the keys and the shop's settings in its cabinet.",
  currency_not_supported: "The gateway does not take this currency.",
  amount_not_supported: "The amount is zero, negative or outside the gateway's limits.",
  already_paid: "This is paid already; the order is on its way.",
  order_canceled: "The order was canceled, so no payment is started for it.",
  payer_wallet_required: "The payer's wallet number is missing.",
  payer_contact_required:
    "The shopper's email, or whole phone number, is missing; the receipt is sent there.",
  receipt_refused: "The gateway declined the receipt. Check the option receipt and the cart's lines.",
  wrong_credentials:
    "The gateway does not know the keys, or they may not do this. Compare them with its cabinet.",
  payment_state: "The payment is not in a status in which this can be done. Look at it again.",
  gateway_unavailable: "The gateway could not be reached. Nothing was accepted; try again.",
  blocked_by_firewall:
    "Cloudflare turned the request away. Ask the gateway's support to let your server pass.",
  outcome_unknown: "No readable answer came. The gateway is asked before anything is done again.",
  bad_signature: "The signature is wrong. Compare the secret key in the cabinet with the option secretKey.",
  unknown_shop: "It is for another shop. Check the notification address in the cabinet.",
  unknown_reference:
    "This store never asked for this payment. It may belong to another store with the same keys.",
  malformed_notification: "The notification cannot be read.",
  unreadable_answer: "The gateway's answer has not the documented form. Try again.",
  reference_mismatch: "The gateway answered about another payment. No money was recorded.",
  shop_mismatch: "The keys belong to another shop than the configured one. Check shopId and the keys.",
  settlement_incomplete: "Medusa does not show the captured payment yet. It is tried again.",
  refund_of_unpaid_order:
    "The order was canceled as unpaid in the moment in which it was paid; nobody asked for a refund, and nothing was refunded.",
  refund_of_failed_completion:
    "Medusa could not complete a paid cart and asked to take the money back; it is kept.",
  refund_not_supported:
    'The gateway does not refund by itself, or the option refunds says reject: nothing is recorded. Return the money in its cabinet or by a payout. With refunds: "manual" Medusa records the refund and a problem asks for the money.',
  capture_not_confirmed:
    "The gateway does not show this payment as paid. It is captured by itself when it does.",
  payouts_off: "Payouts are not switched on for this provider.",
  payout_actor_not_allowed: "Payouts are made by admins in person, not by API keys.",
  payout_needs_another_person: "Another admin than the one who asked for it must approve it.",
  payout_approver_not_allowed:
    "Another admin must approve it: one whom the option approvers names, with an account that is old enough.",
  payout_currency_not_allowed: "Payouts do not go out in this currency.",
  payout_amount_not_allowed: "The amount is outside the limits for payouts.",
  payout_account_invalid: "The account or the number of the payment system is missing or wrong.",
  payout_state: "The payout is in another state by now. Somebody else may have been faster.",
  payout_key_reused: "This form was sent before with other contents. Open a new one.",
  store_not_confirmed:
    "This database is a copy, or was restored or moved. If this is the live store, say so in the settings under Connections.",
  operation_in_progress:
    "A capture was sent to the gateway, and no clear answer has come yet. It goes on by itself: wait until the payment shows how it ended.",
  operation_unclear:
    "It was sent to the gateway, and no clear answer came. It is repeated by itself, and done at most once: wait until the payment shows how it ended.",
  hold_captured:
    "The held money was captured already, as often as the gateway lets it. What was not captured went back to the shopper.",
  hold_voided: "The held money was released, so nothing of it can be captured any more.",
  hold_ended:
    "The gateway does not hold the money any more: the time is over, or it was released in the cabinet.",
  capture_in_parts: "The gateway captures all that is held or nothing, or has taken another sum already.",
  more_than_left: "That is more than is left of the payment at the gateway.",
  problem_resolved: "Somebody has resolved this problem already.",
  problem_changed: "This problem is about another sum by now. Look at it again.",
  problem_action_not_possible: "This cannot be done about this problem.",
  order_not_placed: "The cart could not become an order. The log says why.",
  capability_missing: "The gateway cannot do this.",
} satisfies Catalogue["error"]
