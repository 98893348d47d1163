import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { randomInt } from "node:crypto"
import type { StoreMark } from "../../../core"

const TABLE = "store_mark"
const LENGTH = 5

/** The marks that this store's references carry. */
export class Marks {
  private readonly knex: Knex

  constructor({ knex }: { knex: Knex }) {
    this.knex = knex
  }

  /** All of them, oldest first; "" stands for the references of 0.1.0, which have none. */
  async all(): Promise<StoreMark[]> {
    const rows = await this.knex(TABLE).orderBy("created_at").select<{ mark: string; created_at: Date }[]>()
    return rows.map(({ mark, created_at }) => ({ mark, since: created_at.getTime() }))
  }

  /** The one that new references get. Drawn when there is none yet; two processes that draw at once agree on one. */
  async current(): Promise<string> {
    return (await this.newest()) ?? (await this.draw())
  }

  /** Draws a new mark: what was drawn with an older one from now on is another store's. */
  async renew(): Promise<string> {
    await this.knex(TABLE).insert({ mark: newMark() })
    return this.current()
  }

  private async newest(): Promise<string | undefined> {
    const row = await this.knex(TABLE)
      .whereNot({ mark: "" })
      .orderBy([
        { column: "created_at", order: "desc" },
        { column: "mark", order: "desc" },
      ])
      .first<{ mark: string } | undefined>("mark")
    return row?.mark
  }

  private async draw(): Promise<string> {
    await this.knex.raw(
      `insert into ${TABLE} (mark) select ? where not exists (select 1 from ${TABLE} where mark <> '')
       on conflict do nothing`,
      [newMark()],
    )
    return (await this.newest()) as string
  }
}

const newMark = () =>
  randomInt(36 ** LENGTH)
    .toString(36)
    .padStart(LENGTH, "0")
