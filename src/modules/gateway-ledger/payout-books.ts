import type { Context } from "@medusajs/framework/types"
import { InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { PAYOUT_REACHED_FROM, type PayoutState } from "../../core"
import { claimDue, Models, sql } from "./tables"
import type { NewPayout, Payout, PayoutChange } from "./types"

const marks = (values: readonly unknown[]) => values.map(() => "?").join(", ")
const bindable = (value: unknown) => (value instanceof Date ? value.toISOString() : value)

/** The payouts' part of the ledger. Whether a payout may be sent is decided by one statement, for all processes. */
export class PayoutBooks extends Models {
  /** @throws MedusaError (invalid_data) when the reference was used before */
  async openPayout(payout: NewPayout): Promise<Payout> {
    return asPayout(await this.createPayouts(payout))
  }

  async getPayout(id: string): Promise<Payout> {
    return asPayout(await this.retrievePayout(id))
  }

  async findPayout(by: { provider_id: string; reference: string }): Promise<Payout | undefined> {
    const [row] = await this.listPayouts(by, { take: 1 })
    return row && asPayout(row)
  }

  /** Whether a reference is used, by a payment or by a payout: some gateways keep both in one book. */
  async isReferenceTaken(gateway: string, reference: string): Promise<boolean> {
    const [attempts, payouts] = await Promise.all([
      this.listPaymentAttempts({ gateway, reference }, { take: 1 }),
      this.listPayouts({ reference }, { take: 1 }),
    ])
    return attempts.length + payouts.length > 0
  }

  /**
   * Moves a payout to a state, if it is in one that leads there. Undefined when it is not, or not any more: of two
   * processes that try at once, one succeeds.
   */
  @InjectTransactionManager()
  async movePayout(
    id: string,
    state: PayoutState,
    change: PayoutChange = {},
    from: readonly PayoutState[] = PAYOUT_REACHED_FROM[state],
    @MedusaContext() context: Context = {},
  ): Promise<Payout | undefined> {
    const columns = Object.keys(change)
    const [moved] = await sql(context).execute(
      `update gateway_payout
       set ${["state", ...columns].map((column) => `${column} = ?`).join(", ")}, updated_at = now()
       where id = ? and state in (${marks(from)}) and deleted_at is null
       returning id`,
      [state, ...Object.values(change).map(bindable), id, ...from],
    )
    return moved && asPayout(await this.retrievePayout(id, {}, context))
  }

  /** Writes down what was learned of a payout that stays where it is. */
  notePayout(id: string, state: PayoutState, change: PayoutChange): Promise<Payout | undefined> {
    return this.movePayout(id, state, change, [state])
  }

  /** Takes the payouts that are due, oldest first, out of every other process's reach for `leaseMs`. */
  @InjectTransactionManager()
  async claimDuePayouts(
    limit: number,
    leaseMs: number,
    @MedusaContext() context: Context = {},
  ): Promise<Payout[]> {
    const id = await claimDue(context, "gateway_payout", limit, leaseMs)
    const rows = await this.listPayouts({ id }, { take: limit }, context)
    return rows.map(asPayout)
  }
}

/** The columns are checked by the database; only their types are narrowed here. */
export const asPayout = (row: unknown): Payout => row as Payout
