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
 * The methods that Medusa generates from the tables, as far as they read. Those that write exist for Medusa itself, and have
 * no type here: rows change by the ledger's own services alone.
 */
export const GeneratedReads = Generated as unknown as Pick<typeof Generated, "$modelObjects"> &
  (new (container: Record<string, unknown>, ...args: unknown[]) => Reads)
