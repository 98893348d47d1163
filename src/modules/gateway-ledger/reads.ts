import { MedusaService } from "@medusajs/framework/utils"
import { BalanceSnapshot } from "./models/balance-snapshot"
import { GatewayNotification } from "./models/gateway-notification"
import { GatewayWatch } from "./models/gateway-watch"
import { PaymentAttempt } from "./models/payment-attempt"
import { PaymentOperation } from "./models/payment-operation"
import { PaymentProblem } from "./models/payment-problem"
import { Payout } from "./models/payout"

const Generated = MedusaService({
  PaymentAttempt,
  GatewayNotification,
  PaymentOperation,
  PaymentProblem,
  Payout,
  BalanceSnapshot,
  GatewayWatch,
})

type Methods = InstanceType<typeof Generated>
type Reads = Pick<Methods, Extract<keyof Methods, `list${string}` | `retrieve${string}`>>

/**
 * What Medusa generates from the tables, as far as it reads. What it generates to write is there for Medusa itself, and
 * has no type: rows change by the ledger's own transitions alone.
 */
export const GeneratedReads = Generated as unknown as Pick<typeof Generated, "$modelObjects"> &
  (new (container: Record<string, unknown>, ...args: unknown[]) => Reads)
