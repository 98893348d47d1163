import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { GATEWAY_LEDGER } from "../../../src/modules/gateway-ledger"

/** Where a process that settles ends itself as `kill -9` would, each named after what has just been done. */
export const SETTLEMENT_KILL_POINTS = ["inbox", "asked", "captured"] as const

export type KillPoint = (typeof SETTLEMENT_KILL_POINTS)[number] | "payout sent"

/** Never returns, and nothing that is under way goes on. */
const die = () => {
  process.kill(process.pid, "SIGKILL")
  return new Promise<never>(() => undefined)
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- services are wrapped by the names of their methods
type Service = any

/**
 * Wraps the service that comes next after the point, in this process only:
 *
 * - `inbox`: the notification is committed and answered; settling it would begin by claiming it
 * - `asked`: the gateway has said "paid"; writing that down would come next
 * - `captured`: Medusa has the payment and its capture; completing the cart would come next
 * - `payout sent`: the gateway has taken the payout; writing that down would come next
 */
export function installKillPoint(container: MedusaContainer, point: KillPoint): void {
  const ledger: Service = container.resolve(GATEWAY_LEDGER)
  const payment: Service = container.resolve(Modules.PAYMENT)
  switch (point) {
    case "inbox":
      ledger.inbox.claim = async () => {
        // The answer leaves first.
        await new Promise((resolve) => setTimeout(resolve, 100))
        return die()
      }
      return
    case "asked": {
      const record = ledger.attempts.record.bind(ledger.attempts)
      ledger.attempts.record = (id: string, change: object, ...rest: unknown[]) =>
        "answer" in change ? die() : record(id, change, ...rest)
      return
    }
    case "captured": {
      // Our gateways' payments are captured in the transaction that authorizes them.
      const authorize = payment.authorizePaymentSession.bind(payment)
      payment.authorizePaymentSession = async (...parameters: unknown[]) =>
        (await authorize(...parameters)) ? die() : null
      return
    }
    case "payout sent": {
      const move = ledger.payouts.move.bind(ledger.payouts)
      ledger.payouts.move = (id: string, state: string, ...rest: unknown[]) =>
        state === "sent" ? die() : move(id, state, ...rest)
      return
    }
  }
}
