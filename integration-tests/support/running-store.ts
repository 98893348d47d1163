import { queueOf } from "../../src/composition"
import {
  DEFAULT_TEGRO_SHOP,
  DEFAULT_YOOKASSA_SHOP,
  startSimulator,
  type Simulator,
} from "../../src/simulator"
import { notificationsUnderWay, readAttempt, readBooks, readProblems } from "./books"
import { eventually } from "./eventually"
import { startMedusa, type RunningMedusa } from "./medusa"
import { Shopper } from "./shopper"
import { StoreDatabase } from "./store-database"
import type { Store } from "./store-suite"
import { Subscribers } from "./subscribers"

/** How long a test's leftovers are waited for. */
const REST_MS = 10_000

/** A store between its start and its end: the database, the gateways' simulator and Medusa. */
export class RunningStore {
  readonly store: Store
  private readonly subscribers: Subscribers

  private constructor(
    private readonly database: StoreDatabase,
    private readonly simulator: Simulator,
    private readonly medusa: RunningMedusa,
  ) {
    const { container } = medusa
    const medusaUrl = process.env.MEDUSA_URL as string
    this.subscribers = new Subscribers(container)
    this.store = {
      simulator,
      container,
      catalog: database.catalog,
      shopper: new Shopper(database.catalog, medusaUrl),
      medusaUrl,
      shopId: DEFAULT_TEGRO_SHOP.publicKey,
      hookUrl: (provider) => `${medusaUrl}/hooks/payment-gateways/${provider}`,
      books: (cartId) => readBooks(container, cartId),
      attempt: (sessionId) => readAttempt(container, sessionId),
      problems: (sessionId) => readProblems(container, sessionId),
      settled: () => this.settled(),
    }
  }

  static async start(): Promise<RunningStore> {
    const database = await StoreDatabase.open()
    const port = Number(new URL(process.env.SIMULATOR_URL as string).port)
    const simulator = await startSimulator({ port })
    return new RunningStore(database, simulator, await startMedusa(database.url))
  }

  /** As new, for the next test. */
  async renew(): Promise<void> {
    await this.database.restore()
    const { simulator, shopId, hookUrl } = this.store
    await simulator.control.tegro.configureShop(shopId, { notifyUrl: hookUrl("tegro_main") })
    await simulator.control.yookassa.configureShop(DEFAULT_YOOKASSA_SHOP.shopId, {
      notifyUrl: hookUrl("yookassa_main"),
    })
  }

  /** Lets what a test has left under way come to its end, so that it does not reach into the next one. */
  async rest(): Promise<void> {
    await this.simulator.control.reset()
    const underWay = async () =>
      this.subscribers.count +
      this.medusa.connectionsInUse() +
      (await notificationsUnderWay(this.store.container))
    await eventually(underWay, (count) => count === 0, REST_MS)
    await queueOf(this.store.container).idle()
  }

  async stop(): Promise<void> {
    await this.medusa.stop()
    await this.simulator.stop()
    await this.database.close()
  }

  private async settled(): Promise<void> {
    const { simulator, container } = this.store
    await simulator.control.notifications.idle()
    const underWay = await eventually(
      () => notificationsUnderWay(container),
      (count) => count === 0,
    )
    if (underWay > 0) throw new Error("the inbox does not become idle")
    await this.subscribers.idle()
    await queueOf(container).idle()
  }
}
