import {
  BackgroundQueue,
  Sweeper,
  Watchdog,
  WATCHDOG_TIMES,
  type BackgroundDependencies,
  type Entry,
} from "../../src/background"
import type { Gateway, Logger, Money } from "../../src/core"
import { nextCheckIn } from "../../src/core"
import { parseLedgerOptions } from "../../src/modules/gateway-ledger/options"
import { Checkouts } from "./checkouts"
import type { VirtualLedger } from "./virtual-ledger"

const ROAD = { road: "checkout" } as const

/** How often Medusa's scheduled job wakes the background work. */
export const TICK_MS = 10_000

/** A store's background work as one process does it, without a Medusa: over a ledger and gateways, by a virtual clock. */
export class Shop {
  readonly dependencies: BackgroundDependencies
  private readonly sweeper: Sweeper
  private readonly watchdog: Watchdog
  private readonly queue: BackgroundQueue

  constructor(
    private readonly store: VirtualLedger,
    entries: readonly Entry[],
    private readonly checkouts: Checkouts = new Checkouts(),
  ) {
    this.dependencies = dependenciesOf(store, entries, checkouts)
    this.sweeper = new Sweeper(this.dependencies)
    this.queue = new BackgroundQueue(() => undefined)
    this.watchdog = new Watchdog({
      takeOver: (times) => store.ledger.watch.takeOver(times),
      sweep: () => this.sweeper.wake(),
      log: silent,
      times: WATCHDOG_TIMES,
    })
  }

  /** A payment is asked of the gateway, as at a checkout; its id. */
  async begin(providerId: string, gateway: Gateway, amount: Money): Promise<string> {
    const { ledger, time } = this.store
    const reference = gateway.newReference()
    this.checkouts.begin(reference, providerId, amount)
    const opened = await ledger.attempts.open(
      {
        ...{ gateway: gateway.name, provider_id: providerId, account: gateway.account, reference },
        ...{ session_id: reference, payment_collection_id: reference },
        ...{ amount: amount.amount, currency_code: amount.currency },
        next_check_at: new Date(time.read() + (nextCheckIn(0, "awaited") ?? 0)),
      },
      ROAD,
    )
    const hookPath = "hooks/payment-gateways/bench"
    const payer = { fields: { user_wallet: "994501234567" } }
    const { gatewayId, next } = await gateway.createPayment({
      reference,
      amount,
      payer,
      receipt: [],
      hookPath,
    })
    const asked = { status: "awaiting", gateway_id: gatewayId, next_action: next } as const
    await ledger.attempts.record(opened.id, asked, { ...ROAD, kind: "done" })
    return opened.id
  }

  /** The schedule comes, and the watchdog looks. Resolves when the work has begun. */
  async tick(): Promise<void> {
    await this.store.ledger.watch.markSchedule()
    await this.sweeper.wake()
    await this.watchdog.look()
  }

  /** Resolves when the work is done. */
  async idle(): Promise<void> {
    await this.sweeper.idle()
    await this.queue.idle()
  }

  /** Begins nothing any more. */
  end(): void {
    void this.sweeper.stop()
  }

  /** Work that comes with a notification. */
  soon(key: string, lane: string, work: () => Promise<void>): void {
    this.queue.add(key, work, lane)
  }
}

function dependenciesOf(
  { ledger, time }: VirtualLedger,
  entries: readonly Entry[],
  checkouts: Checkouts,
): BackgroundDependencies {
  const { maxCallsPerMinute, keepDays } = parseLedgerOptions({})
  return {
    ledger,
    medusa: checkouts.port(),
    gateway: async (id) => entries.find(({ providerId }) => providerId === id)?.gateway,
    gatewayOfAccount: async (name, account) =>
      entries.find(({ gateway }) => gateway.name === name && gateway.account === account)?.gateway,
    entries: async () => entries,
    accounts: async () => entries,
    callsPerMinute: maxCallsPerMinute,
    keepDays,
    unreachable: new Set(),
    persons: { behind: async (id) => id, account: async () => null },
    isLive: async () => true,
    operations: NO_OPERATIONS,
    hasRefund: async () => false,
    lookAt: async () => undefined,
    removeExpiredLocks: async () => undefined,
    events: { emit: async () => undefined },
    log: silent,
    now: time.read,
  }
}

const never = () => Promise.reject(new Error("no operation is to be carried out here"))
const NO_OPERATIONS = { openVoid: never, openCapture: never, carryOut: never }

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
