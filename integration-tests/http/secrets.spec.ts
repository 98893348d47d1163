import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { inspect } from "node:util"
import { storeSuite } from "../support/store-suite"

/** What YooKassa's calls carry. */
const BASIC = Buffer.from("100500:test_simulator-secret").toString("base64")

const SECRETS = [
  "EEFA1913EA9D9351469B1E5D852A",
  "GB%^&*YJni677",
  "the-next-secret",
  "simulator-secret",
  "test_simulator-secret",
  BASIC,
]

storeSuite("after a day of payments", (store) => {
  // Pain 16
  it("no secret stands in any log line or any row of the database, and no callback address in a row", async () => {
    const { shopper, simulator, container, hookUrl, books, settled } = store()
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const lines: string[] = []
    const levels = ["debug", "info", "warn", "error"] as const
    const spies = levels.map((level) =>
      jest.spyOn(logger, level).mockImplementation((...args: unknown[]) => {
        lines.push(inspect(args, { depth: 10 }))
      }),
    )

    const hosted = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(hosted.session.data.reference)
    const kassa = await shopper.checkOut("rub", "pp_yookassa_main")
    await simulator.control.yookassa.pay(kassa.session.data.reference)
    const transfer = await shopper.checkOut("azn", "pp_m2cerber_main")
    await simulator.control.m2cerber.transfer(transfer.session.data.reference, "200")
    await simulator.control.m2cerber.transfer(transfer.session.data.reference, "400")
    await settled()
    await simulator.control.faults.add({ gateway: "yookassa", kind: "garbage", times: 0 })
    const unreadable = await shopper.fillCart("rub")
    await shopper.choose(unreadable.collectionId, "pp_yookassa_main")
    await simulator.control.faults.clear()
    await simulator.control.faults.add({ gateway: "tegro", kind: "garbage", times: 1 })
    const troubled = await shopper.fillCart("rub")
    await shopper.choose(troubled.collectionId, "pp_tegro_main")
    await simulator.control.notifications.forge("tegro", {
      url: hookUrl("tegro_main"),
      fields: { order_id: "x" },
      sign: "wrong",
    })
    const callbacks = (await simulator.control.state()).m2cerber.payments.map(
      ({ callbackUrl }) => callbackUrl,
    )
    spies.forEach((spy) => spy.mockRestore())

    const rows = await everyRow(container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex)
    const written = [...lines, ...rows].join("\n")
    const codes = callbacks.map((url) => url.split("-").at(-1) as string)
    expect(await books(transfer.cartId)).toMatchObject({ captured: "500.00" })
    expect(written).toContain(hosted.session.data.reference)
    expect(lines.join()).toContain("createOrder: HTTP 200")
    expect(await books(kassa.cartId)).toMatchObject({ captured: "1490.50" })
    for (const secret of SECRETS) {
      expect(written).not.toContain(secret)
    }
    // Medusa logs the path of each request at debug level; the database must not hold what opens a callback address.
    for (const code of codes) {
      expect(rows.join("\n")).not.toContain(code)
    }
  })
})

/** Every row of every table, as text. */
async function everyRow(knex: Knex): Promise<string[]> {
  const tables = await knex("information_schema.tables").where({
    table_schema: "public",
    table_type: "BASE TABLE",
  })
  const rows = await Promise.all(tables.map(({ table_name }) => knex(table_name).select("*")))
  return rows.flat().map((row) => JSON.stringify(row))
}
