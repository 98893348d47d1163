import type { EntryGateway, Logger } from "../core"
import type { Ledger } from "../modules/gateway-ledger"
import type { EventPort } from "../settlement/dependencies"

/** All that operations stand on. Everything is handed in, so they run over memory as well as over a Medusa. */
export interface OperationDependencies {
  ledger: {
    operations: Pick<Ledger["operations"], "open" | "get" | "claim" | "move" | "note">
    attempts: Pick<Ledger["attempts"], "get" | "record">
    installation: Pick<Ledger["installation"], "isLive">
  }
  /** The gateway of a provider entry; undefined when it is not configured, or is none of ours. */
  gateway(providerId: string): Promise<EntryGateway | undefined>
  /** The gateway of any entry of an account; undefined when there is none, or are several. */
  gatewayOfAccount(name: string, account: string | null): Promise<EntryGateway | undefined>
  events: EventPort
  log: Logger
  now(): number
}
