import type { PaymentsClient } from "./client.js"
import type { PaymentView, ReturnedPayment } from "./types.js"

/** The values of what a browser is not told of a payment that it did not start. */
const UNKNOWN = {
  ...{ session_id: "", provider_id: "", amount: "0", currency_code: "" },
  ...{ received: null, missing: null, next: null, can_confirm_sent: false, can_cancel: false, cart_id: null },
} satisfies Partial<PaymentView>

/** A returned payment as a view. An empty order id says that there is an order, whose id is not told. */
const asView = ({ has_order, ...payment }: ReturnedPayment): PaymentView => ({
  ...UNKNOWN,
  ...payment,
  order_id: has_order ? "" : null,
})

/** A client that asks for the payment of a return address in place of a session's. */
export function returnedClient(client: PaymentsClient, query: string): PaymentsClient {
  return { ...client, payment: async (_, options) => asView(await client.returned(query, options)) }
}
