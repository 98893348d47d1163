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
 * payment. An action that is repeated at once, or comes after the payment's end, changes nothing. While the gateway still
 * works on the other action, the shopper is told to try again.
 *
 * @throws MedusaError (not_allowed, gateway_declined) when the gateway said no
 * @throws MedusaError (unexpected_state, gateway_unavailable) when it could not be asked, or not yet
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
  const { calls } = answersOf(req.scope)
  const callOf = (name: string) => `shopper ${name} ${attempt.id}`
  if (calls.isRunning(callOf(action === "sent" ? "cancel" : "sent"))) throw notNow(req)
  const { attempts } = ledgerOf(req.scope)
  if (!(await attempts.claimShopperAction(attempt.id, ASK_EVERY_MS, action))) return payment
  const run = () => act(dependenciesOf(req.scope), gateway, attempt).catch(refused(req, attempt))
  const outcome = await calls.run(callOf(action), run, ANSWER_WITHIN_MS)
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
    if (error instanceof GatewayDeclined) {
      const text = shopperText("not_taken", shopperLocale(req))
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, text, error.code)
    }
    throw notNow(req)
  }

function notNow(req: MedusaRequest): MedusaError {
  const text = shopperText("not_taken_now", shopperLocale(req))
  return new MedusaError(MedusaError.Types.UNEXPECTED_STATE, text, "gateway_unavailable")
}
