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
