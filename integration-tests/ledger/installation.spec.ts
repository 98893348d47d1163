import { createLedger } from "../../src/modules/gateway-ledger/ledger"
import { createLedgerDatabase, type LedgerDatabase } from "../support/ledger-database"

describe("a copy of the store's database", () => {
  let live: LedgerDatabase
  let copies: LedgerDatabase[] = []

  beforeEach(async () => {
    live = await createLedgerDatabase()
    await live.migrate()
  })
  afterEach(async () => {
    for (const database of [...copies, live]) await database.drop()
    copies = []
  })

  const copyOf = async (origin: LedgerDatabase) => {
    const copy = await origin.copy()
    copies.push(copy)
    return copy
  }
  const installation = ({ knex }: LedgerDatabase) => createLedger(knex).installation
  const reason = async (database: LedgerDatabase) => (await installation(database).state()).reason

  it("is known by itself, and becomes the live store's by a person's word alone", async () => {
    expect(await reason(live)).toBeNull()
    const copy = await copyOf(live)
    expect(await reason(copy)).toBe("copied")
    expect(await installation(copy).isLive()).toBe(false)
    expect(await reason(live)).toBeNull()

    await installation(copy).confirm("user_anna")
    expect(await installation(copy).isLive()).toBe(true)
    expect((await installation(copy).state()).known).toEqual([
      expect.objectContaining({ confirmed_by: null }),
      expect.objectContaining({ confirmed_by: "user_anna" }),
    ])
    const said = await copy.knex("payment_journal").where({ kind: "said" })
    expect(said).toEqual([
      expect.objectContaining({ action: "confirm_live_store", actor_id: "user_anna", road: "admin" }),
    ])
    expect(await reason(await copyOf(copy))).toBe("copied")
  })

  it("is known when a backup was restored where it was made", async () => {
    expect(await reason(live)).toBeNull()
    // As pg_restore --clean does it: the tables are made anew.
    await live.knex.raw("alter table payment_attempt rename to before")
    await live.knex.raw("create table payment_attempt (like before including all)")
    expect(await reason(live)).toBe("restored")
  })

  it("is none when a store that never asked was upgraded: the first place is the live one", async () => {
    expect(await installation(await copyOf(live)).isLive()).toBe(true)
  })

  it("is known where the account may not read the server's identity, too", async () => {
    const role = "reader_of_copies"
    await live.knex.raw("revoke execute on function pg_control_system() from public")
    await live.knex.raw(`create role ${role}`)
    await live.knex.raw(`grant all on all tables in schema public to ${role}`)
    try {
      const { here, reason } = await createLedger(live.as(role)).installation.state()
      expect([here.system, here.host, reason]).toEqual(["", "localhost", null])
      const copy = await copyOf(live)
      expect((await createLedger(copy.as(role)).installation.state()).reason).toBe("copied")
    } finally {
      for (const database of [...copies, live]) await database.knex.raw(`drop owned by ${role}`)
      await live.knex.raw(`drop role ${role}`)
    }
  })
})
