import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { GatewayDeclined, shopperText, type Gateway } from "../../../../core"
import type { PaymentAttempt } from "../../../../modules/gateway-ledger"
import { shopperActions, type ShopperActions } from "../../../../settlement"
import { answersOf } from "../../../support/gateway-answers"
import { dependenciesOf, ledgerOf, logOf, type PluginDependencies } from "../../../../composition"
import { shopperLocale } from "../shopper-locale"
import { readPayment, type Payment } from "./payment"
import { ASK_EVERY_MS } from "./verify"

/** A click may take longer than a look, but not for ever. */
const ANSWER_WITHIN_MS = 8_000

type Act = (dependencies: PluginDependencies, gateway: Gateway, attempt: PaymentAttempt) => Promise<void>

/**
 * Tells the gateway of a shopper's action where it is possible now, at most once in {@link ASK_EVERY_MS} for each
 * payment. Repeated meanwhile, or on a payment that is over, it changes nothing and the answer is the payment.
 *
 * @throws MedusaError (not_allowed, gateway_declined) when the gateway said no
 * @throws MedusaError (unexpected_state, gateway_unavailable) when it could not be asked
 */
export async function takeShopperAction(
  req: MedusaRequest,
  action: keyof ShopperActions,
  act: Act,
): Promise<Payment> {
  const read = () => readPayment(req.scope, req.params.id ?? "")
  const payment = await read()
  const { attempt, gateway, facts } = payment
  const isPossible = facts.isCurrent && !facts.isOrderCanceled && shopperActions(attempt, gateway)[action]
  if (!gateway || !isPossible) return payment
  const { attempts } = ledgerOf(req.scope)
  if (!(await attempts.claimShopperAction(attempt.id, ASK_EVERY_MS, action))) return payment
  const run = () => act(dependenciesOf(req.scope), gateway, attempt).catch(refused(req, attempt))
  const outcome = await answersOf(req.scope).calls.run(`shopper ${attempt.id}`, run, ANSWER_WITHIN_MS)
  if (outcome.kind === "failed") throw outcome.error
  return read()
}

/** The reason is for the merchant's log; errors that came through a workflow have lost their class. */
const refused =
  (req: MedusaRequest, { provider_id, reference }: PaymentAttempt) =>
  (error: Error): never => {
    logOf(req.scope).warn(
      `shopper's action not taken: provider_id=${provider_id} reference=${reference} error=${error.message}`,
    )
    if (error instanceof GatewayDeclined) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        shopperText("not_taken", shopperLocale(req)),
        error.code,
      )
    }
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      shopperText("not_taken_now", shopperLocale(req)),
      "gateway_unavailable",
    )
  }
