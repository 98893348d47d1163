import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "@medusajs/framework/pg"
import { startSimulator, type Simulator } from "../../src/simulator"
import { eventually } from "../support/eventually"
import { Shopper, type Checkout } from "../support/shopper"
import { StoreDatabase } from "../support/store-database"
import { MedusaProcess } from "./medusa-process"
import { hasRedis, RedisServer } from "./redis-server"

jest.setTimeout(300_000)

/** Within so long a payment whose notification was lost becomes an order, whatever has happened to Redis. */
const WITHIN_MS = 90_000

if (!hasRedis) {
  process.stderr.write(
    "Redis: these tests are skipped, there is no redis-server on this machine (apt-get install redis-server)\n",
  )
}

;(hasRedis ? describe : describe.skip)("a store with Medusa's Redis modules", () => {
  let database: StoreDatabase
  let sql: Client
  let simulator: Simulator
  let redis: RedisServer
  let medusa: MedusaProcess | undefined
  let shopper: Shopper

  beforeAll(async () => {
    database = await StoreDatabase.open()
    sql = new Client({ connectionString: database.url })
    await sql.connect()
    simulator = await startSimulator({ port: Number(new URL(process.env.SIMULATOR_URL as string).port) })
    redis = await RedisServer.start()
    shopper = new Shopper(database.catalog, process.env.MEDUSA_URL as string)
    for (const gateway of ["tegro", "m2cerber"] as const) {
      await simulator.control.notifications.policy(gateway, { drop: true })
    }
    await simulator.control.m2cerber.configure({ paidStatus: "confirm" })
  }, 600_000)

  afterAll(async () => {
    await medusa?.stop()
    await redis?.stop()
    await simulator?.stop()
    await sql?.end()
    await database?.close()
  })

  const start = async (mode: string) => {
    medusa = await MedusaProcess.start({
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      MEDUSA_WORKER_MODE: mode,
    })
    return medusa
  }

  /** As if so many seconds had passed since anything ran by itself. */
  const pass = (seconds: number) =>
    sql.query("update gateway_watch set last_run_at = last_run_at - $1 * interval '1 second'", [seconds])

  /** As if the time had come at which its payment is looked at next. */
  const comeDue = () =>
    sql.query("update payment_attempt set next_check_at = now() where next_check_at is not null")

  const orderOf = async (cartId: string): Promise<string | undefined> =>
    (await sql.query("select order_id from order_cart where cart_id = $1", [cartId])).rows[0]?.order_id

  const sweptAt = async (): Promise<number> =>
    (await sql.query("select last_run_at from gateway_watch where id = 'sweep'")).rows[0]?.last_run_at ?? 0

  /** A payment that no notification tells of. */
  const payUnheard = async (): Promise<Checkout> => {
    const checkout = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(checkout.session.data.reference, "500")
    return checkout
  }

  /** How long it takes until a cart is an order. */
  const untilOrder = async (cartId: string): Promise<number> => {
    const before = Date.now()
    await eventually(() => orderOf(cartId), Boolean, 2 * WITHIN_MS)
    return (await orderOf(cartId)) ? Date.now() - before : Infinity
  }

  describe("of one process that serves and works", () => {
    beforeAll(() => start("shared"))
    afterAll(async () => void (await medusa?.stop()))

    it("sweeps by Medusa's schedule", async () => {
      await eventually(sweptAt, (at) => at > 0, 30_000)
      const { cartId } = await payUnheard()
      await comeDue()
      expect(await untilOrder(cartId)).toBeLessThan(WITHIN_MS)
      expect(medusa!.log).not.toContain("sweeps by itself")
    })

    it("lets a merchant's own job run in time beside a gateway that hangs", async () => {
      for (let i = 0; i < 15; i++) await shopper.checkOut("azn", "pp_m2cerber_main")
      const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
      await simulator.control.faults.add({ gateway: "m2cerber", kind: "delay", ms: 60_000, times: 0 })
      await simulator.control.tegro.pay(session.data.reference)
      await comeDue()
      const before = Date.now()
      expect(await untilOrder(cartId)).toBeLessThan(WITHIN_MS)
      await sleep(Math.max(0, 30_000 - (Date.now() - before)))
      await simulator.control.faults.clear()
      const ticks = medusa!.ticks.filter((at) => at > before)
      const gaps = ticks.slice(1).map((at, i) => at - ticks[i]!)
      expect(ticks.length).toBeGreaterThanOrEqual(4)
      expect(Math.max(...gaps)).toBeLessThan(9_000)
    })

    it.each([
      ["everything in Redis is flushed", () => redis.flushAll(), false],
      ["Redis restarts empty", () => redis.restart(), true],
    ])("goes on by itself when %s, and says so", async (_name, lose, isDue) => {
      await lose()
      await pass(60)
      const { cartId } = await payUnheard()
      if (isDue) await comeDue()
      expect(await untilOrder(cartId)).toBeLessThan(WITHIN_MS)
      expect(medusa!.log.match(/sweeps by itself/g)).toHaveLength(1)
    })

    it("ends cleanly, in the midst of it", async () => {
      expect(await medusa!.stop()).toBe(0)
    })
  })

  describe("of nothing but a server", () => {
    beforeAll(async () => {
      await pass(3_600)
      await start("server")
    })

    it("sweeps all the same, and says so", async () => {
      const { cartId } = await payUnheard()
      await comeDue()
      expect(await untilOrder(cartId)).toBeLessThan(WITHIN_MS)
      expect(medusa!.log.match(/sweeps by itself/g)).toHaveLength(1)
    })
  })
})
