import type Medusa from "@medusajs/js-sdk"

import { memory } from "../lib/memory"
import { navigate } from "../lib/router"
import type { Cart } from "../shop/shop-context"

/** What the shopper has to do next, as the plugin tells it in the payment session's data. */
export type NextAction =
  | { type: "redirect"; url: string }
  | { type: "form"; url: string; fields: Record<string, string> }
  | {
      type: "transfer"
      wallet_number: string
      wallet_link: string | null
      qr: string | null
      amount: string
      currency_code: string
      expires_at: string | null
    }

interface SessionData {
  session_id?: string
  next_action?: NextAction
}

/** A payment under way, remembered while the shopper is away. */
export interface StartedPayment {
  sessionId: string
  nextAction: NextAction
}

export const startedPayment = memory<StartedPayment>("payment")

/**
 * Asks the gateway for a payment and sends the shopper where it is made.
 *
 * @param data what the provider wants to know of the shopper, such as the number of their wallet
 */
export async function pay(
  sdk: Medusa,
  cart: Cart,
  providerId: string,
  data: Record<string, string>,
): Promise<void> {
  const request = { provider_id: providerId, data }
  const { payment_collection } = await sdk.store.payment.initiatePaymentSession(cart, request)
  const session = payment_collection.payment_sessions?.find(({ provider_id }) => provider_id === providerId)
  const { next_action: nextAction } = (session?.data ?? {}) as SessionData
  if (!session || !nextAction)
    throw new Error("This way of paying is not available now. Please try another one.")
  startedPayment.write({ sessionId: session.id, nextAction })
  follow(nextAction)
}

/** Sends the shopper where the payment is made. */
export function follow(action: NextAction): void {
  if (action.type === "redirect") window.location.assign(action.url)
  else if (action.type === "form") submitForm(action.url, action.fields)
  else navigate("/checkout/payment")
}

function submitForm(url: string, fields: Record<string, string>): void {
  const form = document.createElement("form")
  form.method = "POST"
  form.action = url
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input")
    input.type = "hidden"
    input.name = name
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  form.submit()
}
