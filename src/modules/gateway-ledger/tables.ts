import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql"
import type { Context } from "@medusajs/framework/types"
import { MedusaService } from "@medusajs/framework/utils"
import { BalanceSnapshot } from "./models/balance-snapshot"
import { GatewayNotification } from "./models/gateway-notification"
import { GatewayWatch } from "./models/gateway-watch"
import { LedgerAction } from "./models/ledger-action"
import { PaymentAttempt } from "./models/payment-attempt"
import { PaymentProblem } from "./models/payment-problem"
import { Payout } from "./models/payout"

/** The ledger's tables with what Medusa makes of them: create, list, update and so on. */
export const Models = MedusaService({
  PaymentAttempt,
  GatewayNotification,
  PaymentProblem,
  Payout,
  BalanceSnapshot,
  LedgerAction,
  GatewayWatch,
})

/** Statements of one's own, in the transaction of the context. */
export const sql = (context: Context) => context.transactionManager as SqlEntityManager

/** For statements that need no transaction; within one they are part of it. */
export const manager = (context: Context) =>
  (context.transactionManager ?? context.manager) as SqlEntityManager

/** Ids of the rows that are due, oldest first; taken out of every other process's reach for `leaseMs`. */
export async function claimDue(
  context: Context,
  table: "payment_attempt" | "gateway_payout",
  limit: number,
  leaseMs: number,
): Promise<string[]> {
  const claimed: { id: string }[] = await sql(context).execute(
    `update ${table} set next_check_at = now() + ? * interval '1 millisecond'
     where id in (select id from ${table} where next_check_at <= now() and deleted_at is null
                  order by next_check_at limit ? for update skip locked)
     returning id`,
    [leaseMs, limit],
  )
  return claimed.map(({ id }) => id)
}
