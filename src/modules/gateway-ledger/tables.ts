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
