import type { Catalogue } from "../catalogue"

export const problems = {
  underpaid: {
    title: "Paid too little",
    happened: "The gateway shows the payment as final, but less than was asked has arrived.",
    todo: "Ask the shopper for the rest, or return what came.",
  },
  overpaid: {
    title: "Paid too much",
    happened: "More than was asked has arrived. What was asked is captured.",
    todo: "Return the difference in the gateway's cabinet or by a payout.",
  },
  paid_twice: {
    title: "Paid twice",
    happened:
      "The cart was paid more than once, and this payment is one too many, whether it is captured, held or neither.",
    todo: "Return this payment, or the other one: by a refund where Medusa shows it as captured, else in the gateway's cabinet or by a payout.",
  },
  orphan: {
    title: "Money without a cart",
    happened:
      "Money came for a payment that the cart, or its order, does not ask for any more: it was changed, or paid another way. It is not captured.",
    todo: "Place or correct the order, or return the money.",
  },
  paid_late: {
    title: "Paid too late",
    happened: "Money came for an order that was canceled before. It is not captured.",
    todo: "Place the order again, or return the money.",
  },
  unknown_payment: {
    title: "Unknown payment",
    happened: "The gateway shows a paid payment with a reference of ours that the ledger does not know.",
    todo: "Find the shopper in the gateway's cabinet. Was the database restored from a backup?",
  },
  canceled_after_part: {
    title: "Canceled after a part",
    happened: "The payment was canceled after part of the money had arrived.",
    todo: "Return the part in the gateway's cabinet or by a payout.",
  },
  amount_mismatch: {
    title: "Other amount",
    happened: "The gateway shows another amount than was asked. Nothing was captured.",
    todo: "Compare the payment in the gateway's cabinet.",
  },
  currency_mismatch: {
    title: "Other currency",
    happened: "The gateway shows another currency than was asked. Nothing was captured.",
    todo: "Compare the payment in the gateway's cabinet.",
  },
  reference_mismatch: {
    title: "Other payment",
    happened: "The gateway answered about another payment than the one asked for. Nothing was captured.",
    todo: "Compare both payments in the gateway's cabinet.",
  },
  test_payment: {
    title: "Play money",
    happened: "The payment was made with play money, and this is a live shop. Nothing was captured.",
    todo: "Check the shop's test mode in the gateway's cabinet.",
  },
  refunded_at_gateway: {
    title: "Refunded at the gateway",
    happened:
      "The gateway shows the payment, or a part of it, as refunded, while Medusa shows it as captured.",
    todo: "Record the refund on the order.",
  },
  no_order: {
    title: "Paid, but no order",
    happened: "The payment is captured, but the cart could not become an order, or its order was deleted.",
    todo: "See the log for the reason, then place the order or return the money.",
  },
  order_total_differs: {
    title: "Order costs another sum",
    happened:
      "The payment is captured, but the order costs another sum: the cart was changed in the moment in which it was paid.",
    todo: "Compare both before you ship. Ask for the rest, return money or correct the order.",
  },
  unconfirmed: {
    title: "No final word",
    happened:
      "The gateway shows more than a pending payment, or gives no answer, and does not say how it ended.",
    todo: "Look for the payment in the gateway's cabinet. If the money came, place the order by hand or return it.",
  },
  claim_denied: {
    title: "Paid by its notification only",
    happened:
      "A notification with a valid signature says that the payment is paid, and the gateway's own answer does not show it.",
    todo: "Look for the payment in the gateway's cabinet; ask the gateway's support if both do not agree.",
  },
  order_unfinished: {
    title: "Order not finished",
    happened:
      "The order is there and paid, but Medusa did not finish placing it: its goods are not reserved, or it does not show its payment, and its confirmation may not have been sent.",
    todo: "Check the order's stock and tell the customer.",
  },
  order_not_canceled: {
    title: "Unpaid order not canceled",
    happened:
      "The order stayed unpaid and was to be canceled, but Medusa refuses to cancel it, a credit covers a part of it, its payment session was lost in a further try that failed, or a gateway has not answered for days whether anything came. It keeps its goods reserved.",
    todo: "Finish what is open at the order (an edit, a return, a fulfillment), and it is canceled. One that a credit covers in part, or that has lost its session, is never canceled by itself: cancel it by hand. If a gateway is silent, see Connections. To keep the order, resolve this with a note.",
  },
  entry_missing: {
    title: "Entry not configured",
    happened:
      "The payment's entry is not in medusa-config.ts any more, so Medusa cannot take money that comes for it.",
    todo: "Put the entry back under its former id. Or look for the payment in the gateway's cabinet and return what came.",
  },
  refund_owed: {
    title: "Money to return",
    happened:
      "Medusa shows the money as returned, but none went back: the gateways do not refund by themselves.",
    todo: "Return the money in the gateway's cabinet or by a payout.",
  },
  unreadable: {
    title: "Record cannot be read",
    happened:
      "What is on record of this payment, or of its cart or order, cannot be read: a currency that is none, or an amount. Nothing can be decided about its money.",
    todo: "See the payment's timeline for what it is, and correct the record: everything else follows by itself. Or look for the payment in the gateway's cabinet and return what came.",
  },
  hold_expiring: {
    title: "Held money is about to go back",
    happened:
      "The money of this order is held and not captured, and the hold ends soon: then it goes back to the shopper.",
    todo: "Capture it on the order's page before the time that the payment shows, or cancel the order.",
  },
  hold_expired: {
    title: "Held money went back",
    happened:
      "The money of this order was held, and the hold ended before it was captured: nothing was taken, whatever the order shows as captured.",
    todo: "Ask the shopper to pay again, or cancel the order. Of a canceled order nothing has to go back.",
  },
  operation_unclear: {
    title: "No answer from the gateway",
    happened:
      "A capture, a release or a refund was sent to the gateway, and for hours no clear answer came, or for days the gateway has not finished it: it is repeated by itself, and done at most once. Or the gateway shows that more was captured than was asked for.",
    todo: "Look for it in the gateway's cabinet, and compare the sums; see Connections if the gateway does not answer at all. If it is settled there, resolve this with a note.",
  },
  payout_unclear: {
    title: "Payout without an answer",
    happened: "A payout was handed to the gateway and no clear answer came. It is not sent again.",
    todo: "Look for it in the gateway's cabinet. If it is not there, make a new payout.",
  },
  payout_waits: {
    title: "Refund not sent yet",
    happened:
      "Medusa shows the money as returned, but none went back: the gateway does not refund by itself, or has refused this refund.",
    todo: "Approve it, or put right what keeps it: then it goes out by itself. Or cancel it: what is owed then is a problem of its own. Send nothing by hand before.",
  },
} satisfies Catalogue["problem"]
