export { startSimulator, type Simulator } from "./simulator"
export {
  DEFAULT_M2CERBER_MERCHANT,
  DEFAULT_TEGRO_SHOP,
  DEFAULT_YOOKASSA_SHOP,
  type M2cerberMerchantFixture,
  type NonceRule,
  type SimulatorOptions,
  type TegroShopFixture,
  type YookassaShopFixture,
} from "./options"
export { ControlError } from "./control-error"
export type {
  ForgeAnswer,
  ForgeRequest,
  M2cerberControl,
  NotificationsControl,
  SimulatorControl,
  SimulatorState,
  TegroControl,
  TegroPayOptions,
  YookassaControl,
  YookassaPayOptions,
} from "./control/types"
export type { CallState } from "./calls"
export { FAULT_KINDS, type FaultKind, type FaultRule, type FaultState, type GatewayName } from "./faults"
export type { AmountFormat } from "./money"
export type { NotificationFields, NotificationValue, NotifyEncoding } from "./notifier/encode"
export type { NotificationPolicy, NotificationPolicyPatch } from "./notifier/policy"
export type { NotificationPhase, NotificationState } from "./notifier/record"
export type { FlushOptions } from "./notifier/shuffle"
export type { TegroOrderState, TegroReceiptItem, TegroShopPatch, TegroWithdrawalState } from "./tegro/types"
export type {
  M2cerberPaymentState,
  M2cerberPayoutState,
  M2cerberQuirks,
  M2cerberQuirksPatch,
} from "./m2cerber/types"
export { YOOKASSA_EVENTS } from "./yookassa/types"
export type {
  Cancellation as YookassaCancellation,
  YookassaEvent,
  YookassaPaymentState,
  YookassaRefundState,
  YookassaSettings,
  YookassaShopPatch,
  YookassaShopState,
  YookassaStatus,
} from "./yookassa/types"
