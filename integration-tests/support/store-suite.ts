import type { MedusaContainer } from "@medusajs/framework/types"
import type { Simulator } from "../../src/simulator"
import type { Books, readAttempt } from "./books"
import type { Catalog } from "./catalog"
import { RunningStore } from "./running-store"
import type { Shopper } from "./shopper"

/** A running store with all gateways simulated. */
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

/** One for all suites of a file. */
let running: Promise<RunningStore> | undefined
let isFirst = true

/**
 * Runs tests against a real Medusa on a real PostgreSQL; the database is as new before each of them. The simulator
 * listens where medusa-config.ts points the gateways to.
 */
export function storeSuite(name: string, tests: (store: () => Store) => void): void {
  jest.setTimeout(180_000)
  if (isFirst) afterAll(async () => (await running)?.stop())
  isFirst = false
  describe(name, () => {
    let own: RunningStore
    beforeAll(async () => {
      own = await (running ??= RunningStore.start())
      // The first one in a run of the tests has to make the database.
    }, 600_000)
    beforeEach(() => own.renew())
    afterEach(() => own.rest())
    tests(() => own.store)
  })
}
