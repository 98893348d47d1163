import { Module } from "@medusajs/framework/utils"
import checkOptions from "./loaders/check-options"
import checkPaymentModule, { lacksLedger } from "./loaders/check-payment-module"
import { GatewayLedgerService } from "./service"

/** The name under which Medusa's container knows the ledger; the payment module's `dependencies` name it too. */
export const GATEWAY_LEDGER = "gateway_ledger"

export { lacksLedger }
export type { KeepDays, LedgerOptions } from "./options"
export { newId } from "./sql/columns"
export { accompany } from "./companions"
export { foldJournal, LOOK_COLUMNS } from "./rules/attempt-changes"
export { sameAmount } from "./rules/problem-changes"
export { GatewayLedgerService } from "./service"
export type { Leased } from "./sql/due-rows"
export type { Ledger } from "./ledger"
export type { Attempts, RecordedChange } from "./services/attempts"
export type { Balances } from "./services/balances"
export type { Inbox } from "./services/inbox"
export type { Installation, InstallationState, KnownPlace } from "./services/installation"
export type { Journal } from "./services/journal"
export type { Marks } from "./services/marks"
export type { OpenedOperation, OperationRoom, Operations } from "./services/operations"
export type { Payouts } from "./services/payouts"
export type { Problems } from "./services/problems"
export type { Refusals, Refused } from "./services/refusals"
export type { Search } from "./services/search"
export type { Statements } from "./services/statements"
export type { SweepTimes, Traffic, Watch, WatchdogTurn } from "./services/watch"
export type * from "./types"

export default Module(GATEWAY_LEDGER, {
  service: GatewayLedgerService,
  loaders: [checkOptions, checkPaymentModule],
})
