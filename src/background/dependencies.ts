import type { EntryGateway } from "../core"
import type { KeepDays, Ledger } from "../modules/gateway-ledger"
import type { PayoutDependencies } from "../payouts"
import type { SettlementDependencies } from "../settlement"

/** A provider entry of the merchant's configuration, and the gateway behind it. */
export interface Entry {
  providerId: string
  gateway: EntryGateway
}

/** What background work needs: what settlement and payouts need, and the whole ledger. */
export interface BackgroundDependencies
  extends Omit<SettlementDependencies, "ledger">, Omit<PayoutDependencies, "ledger"> {
  ledger: Ledger
  /** All provider entries that this process runs. */
  entries(): Promise<readonly Entry[]>
  /** One provider entry for each account at a gateway: several entries may share one. */
  accounts(): Promise<readonly Entry[]>
  /** How many calls the background work may make to a gateway's account in a minute; 0 for any number. */
  callsPerMinute: number
  /** For how many days unneeded rows are kept; 0 for ever. */
  keepDays: KeepDays
  /** Keys of the accounts whose gateway gave no answers in the last run of this process. */
  unreachable: Set<string>
  /** Removes locks from Medusa's table whose time is over. */
  removeExpiredLocks(): Promise<void>
}
