import Medusa from "@medusajs/js-sdk"
import { createPaymentsClient, type PaymentsClient } from "medusa-payment-gateways/storefront"

interface Config {
  medusaUrl: string
  publishableKey: string
}

/** What talks to the store: Medusa's own client, and the payments'. */
export interface Connection {
  sdk: Medusa
  payments: PaymentsClient
}

/** Makes the clients of the store API. Their address and key come with the page, not with the build. */
export async function connect(): Promise<Connection> {
  const response = await fetch("/config.json")
  const { medusaUrl: baseUrl, publishableKey } = (await response.json()) as Config
  return {
    sdk: new Medusa({ baseUrl, publishableKey }),
    payments: createPaymentsClient({ baseUrl, publishableKey }),
  }
}
