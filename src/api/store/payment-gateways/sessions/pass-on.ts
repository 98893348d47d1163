import type { MedusaContainer } from "@medusajs/framework/types"
import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { GatewayDeclined, type Gateway } from "../../../../core"
import type { PaymentAttempt } from "../../../../modules/gateway-ledger"
import { work } from "../../../../workflows/asking"
import { ledgerOf, logOf } from "../../../../workflows/services"
import { allowedWords, type AllowedWords } from "../../../../workflows/shopper-words"
import { readPayment, type Payment } from "./payment"
import { ASK_EVERY_MS } from "./verify"

/** A click may take longer than a look, but not for ever. */
const ANSWER_WITHIN_MS = 8_000

type Act = (container: MedusaContainer, gateway: Gateway, attempt: PaymentAttempt) => Promise<void>

/**
 * Passes a shopper's word on to the gateway where it makes sense now, at most once in {@link ASK_EVERY_MS} for each
 * payment. Said again meanwhile, or of a payment that is over, it changes nothing and the answer is the payment.
 *
 * @throws MedusaError (not_allowed, gateway_declined) when the gateway said no
 * @throws MedusaError (unexpected_state, gateway_unavailable) when it could not be asked
 */
export async function passOn(req: MedusaRequest, word: keyof AllowedWords, act: Act): Promise<Payment> {
  const payment = await readPayment(req)
  const { attempt, gateway, facts } = payment
  const makesSense = facts.isCurrent && allowedWords(attempt, gateway)[word]
  if (!gateway || !makesSense) return payment
  if (!(await ledgerOf(req.scope).attempts.claimShopperAction(attempt.id, ASK_EVERY_MS, word))) return payment
  const said = () => act(req.scope, gateway, attempt).catch(refused(req, attempt))
  const outcome = await work.ask(`word ${attempt.id}`, said, ANSWER_WITHIN_MS)
  if (outcome.kind === "failed") throw outcome.error
  return readPayment(req)
}

/** The reason is for the merchant's log; errors that came through a workflow have lost their class. */
const refused =
  ({ scope }: MedusaRequest, { provider_id, reference }: PaymentAttempt) =>
  (error: Error): never => {
    logOf(scope).warn(`${provider_id} ${reference}: the shopper's word was not taken: ${error.message}`)
    if (error instanceof GatewayDeclined) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "The payment service did not take it: the money may be on its way. Please wait a moment.",
        error.code,
      )
    }
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "The payment service did not take it at the moment; the payment is as it was. Please try again.",
      "gateway_unavailable",
    )
  }
