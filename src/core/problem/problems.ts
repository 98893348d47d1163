interface ProblemEntry {
  readonly happened: string
  readonly todo: string
  /** Whether it goes away by itself when a later look at the payment no longer shows it; docs/troubleshooting.md says so. */
  readonly clears: boolean
}

/** Why money waits for a person: what happened, and what to do. Kinds are stable. */
export const PROBLEM_CATALOGUE = {
  underpaid: {
    happened: "The gateway shows the payment as final, but less than was asked has arrived.",
    todo: "Ask the shopper for the rest, or return what came.",
    clears: true,
  },
  overpaid: {
    happened: "More than was asked has arrived. What was asked is captured.",
    todo: "Return the difference in the gateway's cabinet or by a payout, then resolve this with a note.",
    clears: false,
  },
  paid_twice: {
    happened:
      "The cart was paid more than once, and this payment is one too many, whether it is captured, held or neither.",
    todo: "Return this payment, or the other one: by a refund where Medusa shows it as captured, else in the gateway's cabinet or by a payout. Then resolve this with a note.",
    clears: false,
  },
  orphan: {
    happened:
      "Money came for a payment that the cart, or its order, does not ask for any more: the cart was changed, or another way to pay was chosen. It is not captured.",
    todo: "Place or correct the order by hand or return the money, then resolve this with a note.",
    clears: false,
  },
  paid_late: {
    happened: "Money came for an order that was canceled before. It is not captured.",
    todo: "Place the order again or return the money, then resolve this with a note.",
    clears: false,
  },
  unknown_payment: {
    happened: "The gateway shows a paid payment with a reference of ours that the ledger does not know.",
    todo: "Find the shopper in the gateway's cabinet; was the database restored from a backup?",
    clears: false,
  },
  canceled_after_part: {
    happened: "The payment was canceled after part of the money had arrived.",
    todo: "Return the part in the gateway's cabinet or by a payout, then resolve this with a note.",
    clears: true,
  },
  amount_mismatch: {
    happened: "The gateway shows another amount than was asked.",
    todo: "Compare the payment in the gateway's cabinet. Nothing was captured.",
    clears: true,
  },
  currency_mismatch: {
    happened: "The gateway shows another currency than was asked.",
    todo: "Compare the payment in the gateway's cabinet. Nothing was captured.",
    clears: true,
  },
  reference_mismatch: {
    happened:
      "The gateway answered about another payment than the one asked for, or calls a payment canceled that it has called paid.",
    todo: "Compare both payments in the gateway's cabinet. Nothing was captured.",
    clears: true,
  },
  test_payment: {
    happened: "The payment was made with play money, and this is a live shop.",
    todo: "Nothing was captured. Check the shop's test mode in the gateway's cabinet.",
    clears: true,
  },
  refunded_at_gateway: {
    happened:
      "The gateway shows the payment, or a part of it, as refunded or canceled, while Medusa shows it as captured.",
    todo: "Record the refund on the order, then resolve this with a note.",
    clears: false,
  },
  no_order: {
    happened:
      "The payment is captured, but the cart could not become an order, or its order was deleted by somebody.",
    todo: "See the log for the reason (stock gone, region changed); complete the cart or return the money.",
    clears: true,
  },
  order_total_differs: {
    happened:
      "The payment is captured, but the order costs another sum: the cart was changed in the moment in which it was paid.",
    todo: "Compare both before you ship. Ask for the rest, return money or correct the order, then resolve this with a note.",
    clears: false,
  },
  refund_owed: {
    happened:
      "Medusa shows the money as returned (by a refund, or because the order was canceled), but none went back: the gateway does not refund by itself, or has refused this refund.",
    todo: "Return the money in the gateway's cabinet or by a payout, then resolve this with a note.",
    clears: false,
  },
  unconfirmed: {
    happened:
      "The gateway shows more than a pending payment, or gives no answer, and does not say how it ended.",
    todo: "Look for the payment in the gateway's cabinet. If the money came, place the order by hand or return it, then resolve this with a note.",
    clears: true,
  },
  claim_denied: {
    happened:
      "A notification with a valid signature says that the payment is paid, and the gateway's own answer does not show it.",
    todo: "Look for the payment in the gateway's cabinet; ask the gateway's support if both do not agree.",
    clears: true,
  },
  order_unfinished: {
    happened:
      "The order is there and paid, but Medusa did not finish placing it: its goods are not reserved, or it does not show its payment, and its confirmation may not have been sent.",
    todo: "Check the order's stock and tell the customer, then resolve this with a note.",
    clears: true,
  },
  order_not_canceled: {
    happened:
      "The order stayed unpaid and was to be canceled, but Medusa refuses to cancel it, a credit covers a part of it, its payment session was lost in a further try that failed, or a gateway has not answered for days whether anything came. It keeps its goods reserved.",
    todo: "Finish what is open at the order (an edit, a return, a fulfillment), and it is canceled. One that a credit covers in part, or that has lost its session, is never canceled by itself: cancel it by hand. If a gateway is silent, see Connections. To keep the order, resolve this with a note.",
    clears: true,
  },
  entry_missing: {
    happened:
      "The payment's entry is not in medusa-config.ts any more (removed, renamed, or with another account), so Medusa cannot take money that comes for it.",
    todo: "Put the entry back under its former id: everything else follows by itself. Or look for the payment in the gateway's cabinet, return what came, then resolve this with a note.",
    clears: true,
  },
  unreadable: {
    happened:
      "What is on record of this payment, or of its cart or order, cannot be read: a currency that is none, or an amount. Nothing can be decided about its money.",
    todo: "See the payment's timeline for what it is, and correct the record: everything else follows by itself. Or look for the payment in the gateway's cabinet, return what came, then resolve this with a note.",
    clears: true,
  },
  hold_expiring: {
    happened:
      "The money of this order is held and not captured, and the hold ends soon: then it goes back to the shopper.",
    todo: "Capture it on the order's page before the time that the payment shows, or cancel the order.",
    clears: true,
  },
  hold_expired: {
    happened:
      "The money of this order was held, and the hold has ended before it was captured: nothing was taken, whatever the order shows as captured.",
    todo: "Ask the shopper to pay again, or cancel the order. Of a canceled order nothing has to go back.",
    clears: true,
  },
  operation_unclear: {
    happened:
      "A capture, a void or a refund was sent to the gateway, and for hours no clear answer came, or for days the gateway has not finished it: it is repeated by itself, and done at most once. Or the gateway shows that more was captured than was asked for.",
    todo: "Look for it in the gateway's cabinet, and compare the sums; see Connections if the gateway does not answer at all. If it is settled there, resolve this with a note.",
    clears: true,
  },
  payout_unclear: {
    happened:
      "A payout was handed to the gateway and no clear answer came; the gateway does not know it, or does not finish it. It is not sent again.",
    todo: "Look for it in the gateway's cabinet. If it is not there, make a new payout, then resolve this with a note.",
    clears: true,
  },
  payout_waits: {
    happened:
      "Medusa shows a refund, and its payout was not handed to the gateway for hours: nobody has approved it, the gateway cannot be reached, its entry or the option payouts is gone, or the store was moved and not confirmed.",
    todo: "Approve it, or put right what keeps it: then it goes out by itself. Or cancel it: what is owed then is a problem of its own. Send nothing by hand before.",
    clears: true,
  },
} as const satisfies Record<string, ProblemEntry>

/** Why money waits for a person. */
export type Problem = keyof typeof PROBLEM_CATALOGUE

/** What happened and what to do, as one text. */
export function problemMessage(kind: Problem): string {
  const { happened, todo } = PROBLEM_CATALOGUE[kind]
  return `${happened} ${todo}`
}
