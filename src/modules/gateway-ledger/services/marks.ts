import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { randomInt } from "node:crypto"
import type { StoreMark } from "../../../core"

const TABLE = "store_mark"
const LENGTH = 5

/** The marks in this store's references. */
export class Marks {
  constructor(private readonly knex: Knex) {}

  /** All marks, oldest first; "" stands for the references of 0.1.0, which have none. */
  async all(): Promise<StoreMark[]> {
    const rows = await this.knex(TABLE).orderBy("created_at").select<{ mark: string; created_at: Date }[]>()
    return rows.map(({ mark, created_at }) => ({ mark, since: created_at.getTime() }))
  }

  /**
   * The mark of new references. Each place where the database runs has its own, so that a copy of the store uses another
   * one. Two processes that make one at the same moment agree on it.
   *
   * @param place see {@link Installation.id}
   */
  async current(place: string): Promise<string> {
    const mark = await this.ofPlace(place)
    if (mark) return mark
    await this.knex(TABLE).insert({ mark: newMark(), place }).onConflict().ignore()
    return (await this.ofPlace(place)) as string
  }

  private async ofPlace(place: string): Promise<string | undefined> {
    const row = await this.knex(TABLE).where({ place }).first<{ mark: string } | undefined>("mark")
    return row?.mark
  }
}

const newMark = () =>
  randomInt(36 ** LENGTH)
    .toString(36)
    .padStart(LENGTH, "0")
