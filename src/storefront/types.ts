/** What the server answers; the one place where it is written down. */
export type {
  PaymentField,
  PaymentMethod,
  PaymentMethodsResponse,
  PaymentView,
  PaymentViewResponse,
  ReturnedPayment,
  ReturnedPaymentResponse,
  ShopperAction,
  ShopperStatus,
} from "../api/store/payment-gateways/types.js"
