import type { EntryGateway } from "../core"
import type { KeepDays, Ledger } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "../payouts"
import type { SettlementDependencies } from "../settlement"

/** A provider entry of the merchant's configuration, and the gateway behind it. */
export interface Entry {
  providerId: string
  gateway: EntryGateway
}

/** All that background work stands on: what settlement and payouts stand on, and the whole ledger. */
export interface BackgroundDependencies
  extends Omit<SettlementDependencies, "ledger">, Omit<PayoutDependencies, "ledger"> {
  ledger: Ledger
  /** All provider entries that this process runs. */
  entries(): Promise<readonly Entry[]>
  /** One provider entry for each account at a gateway: several entries may share one. */
  accounts(): Promise<readonly Entry[]>
  /** How many calls the background work may make to a gateway's account in a minute; 0: as many as it likes. */
  callsPerMinute: number
  /** For how many days is kept what nobody needs any more; 0: for ever. */
  keepDays: KeepDays
  /** Accounts whose gateway gave no answers in the last run of this process. */
  silent: Set<string>
  /** Removes locks in Medusa's table whose time is over. */
  removeExpiredLocks(): Promise<void>
}
