export { createPaymentsClient } from "./client.js"
export type { CallOptions, PaymentsClient, PaymentsClientOptions } from "./client.js"
export { PaymentsError } from "./errors.js"
export { goToPayment } from "./leave.js"
export { formatMoney } from "./money.js"
export { watchPayment } from "./watch.js"
export type { PaymentWatch } from "./watch.js"
export type { Environment } from "./environment.js"
export type { PaymentState, Phase } from "./flow.js"
export { az } from "./labels/az.js"
export { en } from "./labels/en.js"
export type { Labels } from "./labels/en.js"
export { ru } from "./labels/ru.js"
export type {
  PaymentField,
  PaymentMethod,
  PaymentView,
  ReturnedPayment,
  ShopperAction,
  ShopperStatus,
} from "./types.js"

export { PaymentsProvider } from "./react/provider.js"
export type { PaymentsProviderProps } from "./react/provider.js"
export { usePayment } from "./react/use-payment.js"
export type { PaymentFlow } from "./react/use-payment.js"
export { useReturnedPayment } from "./react/use-returned-payment.js"
export { usePaymentMethods } from "./react/use-methods.js"
export type { MethodsState } from "./react/use-methods.js"
export { PaymentMethodPicker } from "./react/method-picker.js"
export type { PaymentChoice, PaymentMethodPickerProps } from "./react/method-picker.js"
export { RedirectButton } from "./react/redirect-button.js"
export type { RedirectButtonProps } from "./react/redirect-button.js"
export { TransferCard } from "./react/transfer-card.js"
export { PaymentReturn } from "./react/payment-return.js"
export type { PaymentReturnProps } from "./react/payment-return.js"
export { PaymentPanel } from "./react/payment-panel.js"
export type { PaymentPanelProps } from "./react/payment-panel.js"
