import type { Gateway } from "../core"
import type { Ledger } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "../payouts"
import type { SettlementDependencies } from "../settlement"

/** All that background work stands on: what settlement and payouts stand on, and the whole ledger. */
export interface BackgroundDependencies
  extends Omit<SettlementDependencies, "ledger">, Omit<PayoutDependencies, "ledger"> {
  ledger: Ledger
  /** One provider entry for each account at a gateway: several entries may share one. */
  accounts(): Promise<readonly { providerId: string; gateway: Gateway }[]>
  /** Removes locks in Medusa's table whose time is over. */
  removeExpiredLocks(): Promise<void>
}
