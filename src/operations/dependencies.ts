import type { Ledger } from "../modules/gateway-ledger"
import type { SettlementDependencies } from "../settlement"

/** All that operations depend on. Everything is handed in, so they run in memory as well as with a Medusa. */
export interface OperationDependencies extends Pick<
  SettlementDependencies,
  "gateway" | "gatewayOfAccount" | "events" | "log" | "now"
> {
  ledger: {
    operations: Pick<Ledger["operations"], "open" | "get" | "claim" | "move" | "note">
    attempts: Pick<Ledger["attempts"], "get" | "record">
    installation: Pick<Ledger["installation"], "isLive">
  }
}
