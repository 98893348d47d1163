import type { PaymentsClient } from "./client.js"
import type { PaymentView, ReturnedPayment } from "./types.js"

/** What a browser cannot know of a payment that it did not start. */
const UNKNOWN = {
  ...{ session_id: "", provider_id: "", amount: "0", currency_code: "" },
  ...{ received: null, missing: null, next: null, can_confirm_sent: false, can_cancel: false, cart_id: null },
} satisfies Partial<PaymentView>

/** A payment as far as a return address tells of it. That its order is there is known, and its id is not. */
const asView = ({ has_order, ...payment }: ReturnedPayment): PaymentView => ({
  ...UNKNOWN,
  ...payment,
  order_id: has_order ? "" : null,
})

/** A client that watches the payment of a return address in place of a session's. */
export function returnedClient(client: PaymentsClient, query: string): PaymentsClient {
  return { ...client, payment: async (_, options) => asView(await client.returned(query, options)) }
}
