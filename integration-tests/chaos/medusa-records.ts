import { CASH } from "./plan/providers"
import { shift, type Query } from "./ledger"

/** By either link: a completion that broke off may leave one of them away. */
const ORDERS_OF = `
  select order_id from order_payment_collection where payment_collection_id = any($1) and deleted_at is null
  union
  select link.order_id from order_cart link join cart_payment_collection own on own.cart_id = link.cart_id
  where own.payment_collection_id = any($1) and own.deleted_at is null and link.deleted_at is null`

/** Medusa's own books, from outside: what the shoppers and the merchant look up on their pages. */
export class MedusaRecords {
  constructor(private readonly query: Query) {}

  async orderOf(cartId: string): Promise<string | undefined> {
    return this.first("select order_id as it from order_cart where cart_id = $1 and deleted_at is null", [
      cartId,
    ])
  }

  async collectionsOf(orderId: string): Promise<string[]> {
    const rows = await this.query<{ id: string }>(
      "select payment_collection_id as id from order_payment_collection where order_id = $1 and deleted_at is null",
      [orderId],
    )
    return rows.map(({ id }) => id)
  }

  /** What of each captured payment is not refunded, in major units; the largest first. */
  async capturedPayments(collections: readonly string[]) {
    const rows = await this.query<{ id: string; provider: string; left: string }>(
      `select p.id, p.provider_id as provider,
         (coalesce((select sum(amount) from capture where payment_id = p.id and deleted_at is null), 0)
          - coalesce((select sum(amount) from refund where payment_id = p.id and deleted_at is null), 0))::text as left
       from payment p where p.payment_collection_id = any($1) and p.deleted_at is null
         and (p.captured_at is not null or (p.provider_id like 'pp_yookassa%'
           and exists (select 1 from capture where payment_id = p.id and deleted_at is null))) order by 3 desc`,
      [collections],
    )
    return rows.map(({ left, ...row }) => ({ ...row, left: Number(left) }))
  }

  /** The newest payment whose money is held for the merchant to capture, in major units. */
  async heldPayment(collections: readonly string[], providers: readonly string[]) {
    const [row] = await this.query<{ id: string; amount: string }>(
      `select id, amount::text from payment where payment_collection_id = any($1) and provider_id = any($2)
         and canceled_at is null and deleted_at is null order by id desc limit 1`,
      [collections, providers],
    )
    return row && { id: row.id, amount: Number(row.amount) }
  }

  /** What the order shows as still to be paid. */
  async pendingOf(orderId: string): Promise<number> {
    const pending = await this.first(
      `select s.totals ->> 'pending_difference' as it from order_summary s join "order" o on o.id = s.order_id
       where o.id = $1 and s.version = o.version and s.deleted_at is null`,
      [orderId],
    )
    return Number(pending ?? 0)
  }

  firstItemOf(orderId: string): Promise<string | undefined> {
    return this.first("select item_id as it from order_item where order_id = $1 and deleted_at is null", [
      orderId,
    ])
  }

  cashPayment(collections: readonly string[]): Promise<string | undefined> {
    return this.first(
      `select id as it from payment where payment_collection_id = any($1) and provider_id = '${CASH}'
         and captured_at is null and canceled_at is null and deleted_at is null`,
      [collections],
    )
  }

  /** A session whose order was placed before its payment. */
  waitingSession(collections: readonly string[]): Promise<string | undefined> {
    return this.first(
      `select id as it from payment_session where payment_collection_id = any($1)
         and status = 'pending_authorization' and deleted_at is null`,
      [collections],
    )
  }

  async reservedOf(inventoryItemId: string): Promise<number> {
    const reserved = await this.first(
      "select reserved_quantity::text as it from inventory_level where inventory_item_id = $1 and deleted_at is null",
      [inventoryItemId],
    )
    return Number(reserved ?? 0)
  }

  /**
   * As if hours had passed for the orders and sessions of some collections, or for all of them. What has ended stays
   * when it was: an order's end is compared with what really happened before it.
   */
  async age(hours: number, collections?: readonly string[]): Promise<void> {
    const open = "canceled_at is null"
    await shift(this.query, "order", ["canceled_at", "deleted_at"], hours, {
      where: collections ? `${open} and id in (${ORDERS_OF})` : open,
      values: collections ? [collections] : [],
    })
    await shift(
      this.query,
      "order_change",
      ["deleted_at"],
      hours,
      collections && { where: `order_id in (${ORDERS_OF})`, values: [collections] },
    )
    // An operation at a gateway is begun for what Medusa has had on record for a while.
    const kassa = "payment_id in (select id from payment where provider_id like 'pp_yookassa%'"
    for (const table of ["capture", "refund"]) {
      await shift(this.query, table, ["deleted_at"], hours, {
        where: collections ? `${kassa} and payment_collection_id = any($1))` : `${kassa})`,
        values: collections ? [collections] : [],
      })
    }
    await shift(
      this.query,
      "payment_session",
      ["deleted_at"],
      hours,
      collections && { where: "payment_collection_id = any($1)", values: [collections] },
    )
  }

  private async first(text: string, values: unknown[]): Promise<string | undefined> {
    const [row] = await this.query<{ it: string | null }>(`${text} limit 1`, values)
    return row?.it ?? undefined
  }
}
