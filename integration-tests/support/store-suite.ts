import type { MedusaContainer } from "@medusajs/framework/types"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { DEFAULT_TEGRO_SHOP, startSimulator, type Simulator } from "../../src/simulator"
import { backgroundOf } from "../../src/workflows/background"
import { inboxIsIdle, readAttempt, readBooks, readProblems, type Books } from "./books"
import { createCatalog, type Catalog } from "./catalog"
import { Shopper } from "./shopper"
import { Subscribers } from "./subscribers"

/** A running store with both gateways simulated. */
export interface Store {
  simulator: Simulator
  container: MedusaContainer
  catalog: Catalog
  shopper: Shopper
  medusaUrl: string
  shopId: string
  /** Where a provider's notifications go. */
  hookUrl(provider: string): string
  books(cartId: string): Promise<Books>
  attempt(sessionId: string): ReturnType<typeof readAttempt>
  /** Problems of a session's attempt, as "kind: state". */
  problems(sessionId: string): Promise<string[]>
  /** Resolves when every notification is delivered and worked on, and every event's subscribers are done. */
  settled(): Promise<void>
}

/**
 * Runs tests against a real Medusa on a real PostgreSQL; the database is as new before each of them. The simulator
 * listens where medusa-config.ts points the gateways to.
 */
export function storeSuite(name: string, tests: (store: () => Store) => void): void {
  jest.setTimeout(120_000)
  let simulator: Simulator
  const medusaUrl = process.env.MEDUSA_URL as string
  const hookUrl = (provider: string) => `${medusaUrl}/hooks/payment-gateways/${provider}`

  beforeAll(async () => {
    simulator = await startSimulator({ port: Number(new URL(process.env.SIMULATOR_URL as string).port) })
  })
  afterAll(() => simulator.stop())

  medusaIntegrationTestRunner({
    inApp: true,
    testSuite: ({ getContainer }) => {
      describe(name, () => {
        let store: Store
        beforeAll(async () => {
          const container = getContainer()
          const catalog = await createCatalog(container)
          const subscribers = new Subscribers(container)
          store = {
            simulator,
            container,
            catalog,
            shopper: new Shopper(catalog, medusaUrl),
            medusaUrl,
            shopId: DEFAULT_TEGRO_SHOP.publicKey,
            hookUrl,
            books: (cartId) => readBooks(getContainer(), cartId),
            attempt: (sessionId) => readAttempt(getContainer(), sessionId),
            problems: (sessionId) => readProblems(getContainer(), sessionId),
            settled: async () => {
              await simulator.control.notifications.idle()
              await inboxIsIdle(getContainer())
              await subscribers.idle()
              await backgroundOf(getContainer()).idle()
            },
          }
        })
        beforeEach(async () => {
          await simulator.control.reset()
          await simulator.control.tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, {
            notifyUrl: hookUrl("tegro_main"),
          })
        })
        tests(() => store)
      })
    },
  })
}
