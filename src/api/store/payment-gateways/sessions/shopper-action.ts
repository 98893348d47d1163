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

/** A click is answered after this at the latest. It may take longer than a look. */
const ANSWER_WITHIN_MS = 8_000

type Act = (dependencies: PluginDependencies, gateway: Gateway, attempt: PaymentAttempt) => Promise<void>

/**
 * Tells the gateway of a shopper's action where it is possible now, at most once in {@link ASK_EVERY_MS} for each
 * payment. An action that is repeated meanwhile, or comes after the payment's end, changes nothing.
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

/** Writes the reason to the merchant's log, and throws what the shopper is told. */
const refused =
  (req: MedusaRequest, { provider_id, reference }: PaymentAttempt) =>
  (error: Error): never => {
    logOf(req.scope).warn(
      `shopper's action not taken: provider_id=${provider_id} reference=${reference} error=${error.message}`,
    )
    const { NOT_ALLOWED, UNEXPECTED_STATE } = MedusaError.Types
    const locale = shopperLocale(req)
    if (error instanceof GatewayDeclined) {
      throw new MedusaError(NOT_ALLOWED, shopperText("not_taken", locale), error.code)
    }
    throw new MedusaError(UNEXPECTED_STATE, shopperText("not_taken_now", locale), "gateway_unavailable")
  }
