import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import { Pool, type QueryResultRow } from "@medusajs/framework/pg"
import { DEFAULT_TEGRO_SHOP, startSimulator, type Simulator } from "../../src/simulator"
import { createDatabase } from "../../tools/database"
import { sleep } from "../../tools/sleep"
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../../tools/embedded-postgres"
import { Ledger, type Query } from "./ledger"
import { ACCOUNTS, KASSA_SHOPS } from "./medusa/accounts"
import { startBalancer, type Balancer } from "./medusa/balancer"
import type { Entries } from "./medusa/config"
import { MedusaInstance } from "./medusa/instance"
import type { ChaosCatalog, Stocked } from "./medusa/store"
import { MedusaRecords } from "./medusa-records"
import { Merchant } from "./merchant"

const DATABASE = "chaos"

export interface WorldSettings {
  instances?: number
  /** Whether Medusa's scheduled sweep runs. */
  sweeps?: boolean
  /** Hears of each trouble that happened inside of a Medusa. */
  happened?: (trouble: string) => void
}

const DEADLOCK = "40P01"

/** A database server, Medusa processes behind a balancer, and both gateways: everything that may break. */
export class World {
  databaseRestarts = 0
  readonly ledger = new Ledger((text, values) => this.query(text, values))
  readonly records = new MedusaRecords((text, values) => this.query(text, values))
  readonly merchant: Merchant
  private scarceGiven = 0
  private readonly pool: Pool
  private restarting: Promise<void> | undefined
  private reviving = new Map<MedusaInstance, Promise<void>>()

  private constructor(
    private postgres: EmbeddedPostgres,
    private readonly folder: string,
    readonly simulator: Simulator,
    private readonly balancer: Balancer,
    readonly instances: MedusaInstance[],
    readonly catalog: ChaosCatalog,
  ) {
    this.pool = new Pool({ connectionString: postgres.url(DATABASE), max: 6 })
    // A restart of the database breaks connections off; a query says so, and of an idle one nobody need know.
    this.pool.on("error", () => undefined)
    this.merchant = new Merchant(balancer.url, catalog.authorization, () => this.ready())
  }

  static async start({
    instances: count = 1,
    sweeps = true,
    happened = () => undefined,
  }: WorldSettings = {}): Promise<World> {
    const parent = join(__dirname, "..", ".data")
    mkdirSync(parent, { recursive: true })
    const folder = mkdtempSync(join(parent, "chaos-"))
    const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "data") })
    await createDatabase(postgres.url(), DATABASE)
    const accounts = Object.values(ACCOUNTS)
    const simulator = await startSimulator({
      tegroShops: accounts.map(({ tegro }) => tegro),
      m2cerberMerchants: accounts.map(({ m2cerber }) => m2cerber),
      yookassaShops: Object.values(KASSA_SHOPS),
    })
    const slow = { refunds: "pending", partialAmount: "original" } as const
    await simulator.control.yookassa.configureShop(KASSA_SHOPS.slow.shopId, slow)
    const instances: MedusaInstance[] = []
    const balancer = await startBalancer(() => instances.filter(({ isUp }) => isUp).map(({ port }) => port))
    const settings = {
      databaseUrl: postgres.url(DATABASE),
      publicUrl: balancer.url,
      simulatorUrl: simulator.url,
      logFolder: folder,
      sharedLocks: count > 1,
      sweeps,
      happened,
    }
    for (let i = 1; i <= count; i++) instances.push(new MedusaInstance({ ...settings, name: `medusa-${i}` }))
    const [first, ...others] = instances as [MedusaInstance, ...MedusaInstance[]]
    try {
      const catalog = await first.prepare()
      await Promise.all(others.map((instance) => instance.start()))
      const shop = DEFAULT_TEGRO_SHOP.publicKey
      await simulator.control.tegro.configureShop(shop, {
        notifyUrl: `${balancer.url}/hooks/payment-gateways/tegro_main`,
      })
      return new World(postgres, folder, simulator, balancer, instances, catalog)
    } catch (error) {
      await Promise.allSettled([simulator.stop(), balancer.stop(), postgres.stop()])
      throw error
    }
  }

  get url(): string {
    return this.balancer.url
  }

  hookUrl(provider: string): string {
    return `${this.url}/hooks/payment-gateways/${provider}`
  }

  /** The processes that serve right now. */
  get living(): MedusaInstance[] {
    return this.instances.filter(({ isUp }) => isUp)
  }

  get kills(): number {
    return this.instances.reduce((sum, { kills }) => sum + kills, 0)
  }

  get crashes(): number {
    return this.instances.reduce((sum, { crashes }) => sum + crashes, 0)
  }

  /** `kill -9` and a new process in its place; others who wait for the same process are served by the same start. */
  async killAndRevive(which: number): Promise<boolean> {
    const instance = this.instances[which % this.instances.length] as MedusaInstance
    const killed = await instance.kill()
    await this.revive(instance)
    return killed
  }

  /** Resolves when every process serves, starting those that have ended. */
  async ready(): Promise<void> {
    await this.restarting
    await Promise.all(this.instances.filter(({ isUp }) => !isUp).map((instance) => this.revive(instance)))
  }

  /** Every process stops, and those that start from now on run these entries. */
  async stopFor(entries: Entries): Promise<void> {
    await this.ready()
    for (const instance of this.instances) instance.entries = entries
    await Promise.all(this.instances.map((instance) => instance.stop()))
  }

  /** A fast stop of the database, which breaks off what is under way, and a start. */
  restartDatabase(): Promise<void> {
    const restart = async () => {
      const { port } = this.postgres
      await this.postgres.stop()
      this.postgres = await startEmbeddedPostgres({ dataDir: join(this.folder, "data"), port })
      this.databaseRestarts += 1
      this.restarting = undefined
    }
    return (this.restarting ??= restart())
  }

  /** A statement that PostgreSQL breaks off since it waits for Medusa's, and Medusa's for it, is tried again. */
  async query<T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    for (;;) {
      try {
        return (await this.pool.query<T>(text, values)).rows
      } catch (error) {
        if ((error as { code?: string }).code !== DEADLOCK) throw error
      }
    }
  }

  /** As if hours had passed: for everything, or for all that belongs to some payment collections. */
  async age(hours: number, collections?: readonly string[]): Promise<void> {
    await this.transaction(async (query) => {
      await new MedusaRecords(query).age(hours, collections)
      await new Ledger(query).age(hours, collections)
    })
  }

  /** All of it or nothing: a restart of the database must not make an order older than its payment. */
  private async transaction(work: (query: Query) => Promise<void>): Promise<void> {
    const client = await this.pool.connect()
    client.on("error", () => undefined)
    try {
      await client.query("begin")
      await work(async (text, values) => (await client.query(text, values)).rows)
      await client.query("commit")
      client.release()
    } catch (error) {
      client.release(true)
      if ((error as { code?: string }).code !== DEADLOCK) throw error
      await this.transaction(work)
    }
  }

  /** Scarce goods that nobody else has asked for lately. */
  giveScarceGoods(): Stocked {
    const { scarce } = this.catalog
    return scarce[this.scarceGiven++ % scarce.length] as Stocked
  }

  /** So many pieces of these goods are left that nobody has reserved. */
  async stock({ inventoryItemId, locationId }: Stocked, free: number): Promise<string> {
    const stocked_quantity = (await this.records.reservedOf(inventoryItemId)) + free
    const path = `/admin/inventory-items/${inventoryItemId}/location-levels/${locationId}`
    return String((await this.merchant.post(path, { stocked_quantity })).status)
  }

  /**
   * Waits until the living have given back their locks, and lets the time of the others be over, whose work broke off or
   * whose processes were killed.
   */
  async endOfLocks(): Promise<void> {
    if (this.instances.length === 1) return this.instances[0]?.endLocks()
    for (;;) {
      // Medusa's locks and ours are taken for two minutes, and nobody works for longer than a few seconds.
      const [young] = await this.query(
        "select 1 from locking where expiration > now() + interval '105 seconds'",
      )
      if (!young) break
      await sleep(500)
    }
    await this.query(
      "update locking set expiration = now() - interval '1 second' where expiration is not null",
    )
  }

  /** @param keep leaves the logs in place */
  async stop(keep = false): Promise<void> {
    await Promise.allSettled([...this.instances.map((instance) => instance.kill()), this.pool.end()])
    await Promise.allSettled([this.simulator.stop(), this.balancer.stop()])
    await this.postgres.stop()
    if (keep) rmSync(join(this.folder, "data"), { recursive: true, force: true })
    else rmSync(this.folder, { recursive: true, force: true })
  }

  get logs(): string {
    return this.folder
  }

  private revive(instance: MedusaInstance): Promise<void> {
    const pending = this.reviving.get(instance)
    if (pending) return pending
    const start = async () => {
      try {
        for (let tries = 1; !instance.isUp; tries++) {
          await this.restarting
          try {
            await instance.start()
          } catch (error) {
            if (tries === 5) throw error
          }
        }
      } finally {
        this.reviving.delete(instance)
      }
    }
    const started = start()
    this.reviving.set(instance, started)
    return started
  }
}
