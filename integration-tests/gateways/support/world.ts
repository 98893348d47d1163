import {
  DEFAULT_M2CERBER_MERCHANT,
  DEFAULT_TEGRO_SHOP,
  DEFAULT_YOOKASSA_SHOP,
  startSimulator,
  type Simulator,
} from "../../../src/simulator"
import { Receiver } from "./receiver"

/** A second shop of the same owner, with the same keys. */
export const OTHER_SHOP = {
  ...DEFAULT_TEGRO_SHOP,
  id: 2,
  name: "DEMO2",
  publicKey: "1913EA9D9351469B1E5D852A",
}

/** Another merchant. m2cerber's webhooks name none, so that only the keys tell two of them apart. */
export const OTHER_MERCHANT = { merchId: "2", secretKey: "the-other-merchants-secret" }

/** A shop of YooKassa's with live keys. */
export const LIVE_YOOKASSA_SHOP = {
  ...DEFAULT_YOOKASSA_SHOP,
  shopId: "100501",
  secretKey: "live_simulator-secret",
}

/** An address at which nobody listens. */
export const NOWHERE = "http://127.0.0.1:1/"

/** All gateways and a store's hook, each on a port of its own. Cases are named before it is started. */
export class World {
  readonly receiver = new Receiver()
  private started: Simulator | undefined

  get simulator(): Simulator {
    if (!this.started) throw new Error("the simulator has not been started")
    return this.started
  }

  get control() {
    return this.simulator.control
  }

  get tegroUrl(): string {
    return this.started?.tegroUrl ?? NOWHERE
  }

  get m2cerberUrl(): string {
    return this.started?.m2cerberUrl ?? NOWHERE
  }

  get yookassaUrl(): string {
    return this.started?.yookassaUrl ?? NOWHERE
  }

  async start(): Promise<void> {
    await this.receiver.start()
    this.started = await startSimulator({
      tegroShops: [DEFAULT_TEGRO_SHOP, OTHER_SHOP],
      m2cerberMerchants: [DEFAULT_M2CERBER_MERCHANT, OTHER_MERCHANT],
      yookassaShops: [DEFAULT_YOOKASSA_SHOP, LIVE_YOOKASSA_SHOP],
    })
  }

  async stop(): Promise<void> {
    await this.started?.stop()
    await this.receiver.stop()
  }
}

/** A world for the specs of one block. */
export function startWorld(): World {
  const world = new World()
  beforeAll(() => world.start())
  afterAll(() => world.stop())
  return world
}
