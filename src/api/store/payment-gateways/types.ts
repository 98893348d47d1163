import type { NextAction } from "../../../core/shopper/next-action"

/*
 * What the routes below /store/payment-gateways answer. Amounts are decimal strings in major units, currency codes lower
 * case (as Medusa's own), times ISO 8601. Nothing here is secret, and nothing depends on the gateway.
 */

export type ShopperStatus = "awaiting" | "processing" | "underpaid" | "paid" | "failed" | "expired"

/** What the shopper does next; see the union's members. */
export type ShopperAction = NextAction

/** GET /store/payment-gateways/sessions/:id, and the answer of its POST …/sent and …/cancel. */
export interface PaymentView {
  session_id: string
  provider_id: string
  status: ShopperStatus
  amount: string
  currency_code: string
  /** The money is held, not taken: the shop takes it when it ships. For the shopper it is paid. */
  reserved: boolean
  /** What has arrived; null where the gateway does not tell. */
  received: string | null
  /** What is still to be sent, once part has arrived. */
  missing: string | null
  /** What the shopper must do; null when there is nothing more to do. A transfer's `amount` is what is missing. */
  next: ShopperAction | null
  /** Whether POST …/sent makes sense now. */
  can_confirm_sent: boolean
  /** Whether POST …/cancel makes sense now. */
  can_cancel: boolean
  /** The cart, while there is one: a page that was reopened finds its way back. */
  cart_id: string | null
  /** Once the order is placed. */
  order_id: string | null
  /** The order was canceled: nothing is to be paid any more. Money that came nevertheless goes back by the shop. */
  order_canceled: boolean
  /** The cart changed or another session took this one's place: money for it would wait for a person. Start anew. */
  superseded: boolean
  /** After how many milliseconds asking again is worth it; null when nothing will change. */
  poll_after_ms: number | null
}

export interface PaymentViewResponse {
  payment: PaymentView
}

/** What anybody who comes back from a gateway's page may see: the payment's state, not whose it is or what it is for. */
export type ReturnedPayment = Pick<
  PaymentView,
  "status" | "reserved" | "superseded" | "order_canceled" | "poll_after_ms"
> & {
  /** Whether its order is placed. */
  has_order: boolean
}

/** GET /store/payment-gateways/returns?…, with the query of the return page. */
export interface ReturnedPaymentResponse {
  payment: ReturnedPayment
}

/** Something that a payment method asks of the shopper. */
export interface PaymentField {
  name: string
  label: string
  required: boolean
  /** As in HTML's `pattern`; null where anything goes. */
  pattern: string | null
  /** How a phone number is written; null where the field takes none. */
  phone: { country: string; trunk: string; groups: readonly number[]; example: string } | null
}

/** A payment method of a provider of ours, as a storefront lists it. */
export interface PaymentMethod {
  provider_id: string
  /** "bank" */
  gateway: string
  /** What the shopper goes through: another page, or a transfer from a wallet. */
  type: "redirect" | "transfer"
  /** In the asked language. */
  title: string
  description: string
  /** An SVG as a data URL. */
  icon: string
  /** What one payment may be, in the region's currency; null where there is no limit. */
  min_amount: string | null
  max_amount: string | null
  currency_code: string
  /** Test payments count as paid: tell the shopper. */
  is_test: boolean
  /** When the order comes about. */
  places_order: "after_payment" | "before_payment"
  /** What the payment session's `data` takes from the shopper. Keys are stable; labels are in the asked language. */
  fields: PaymentField[]
}

/** GET /store/payment-gateways/methods?region_id=…&locale=en|ru|az (or Accept-Language) */
export interface PaymentMethodsResponse {
  payment_methods: PaymentMethod[]
}
