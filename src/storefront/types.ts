/** What the server answers; the one place where it is written down. */
export type {
  PaymentMethod,
  PaymentMethodsResponse,
  PaymentView,
  PaymentViewResponse,
  ShopperAction,
  ShopperStatus,
} from "../api/store/payment-gateways/types.js"
