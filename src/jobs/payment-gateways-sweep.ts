import type { MedusaContainer } from "@medusajs/framework/types"
import { sweep } from "../background"
import { dependenciesOf, ledgerOf } from "../composition"

export default async function paymentGatewaysSweep(container: MedusaContainer): Promise<void> {
  if (ledgerOf(container).sweeps) {
    await sweep(dependenciesOf(container))
  }
}

export const config = {
  name: "payment-gateways-sweep",
  // What is due is claimed in the database, so it does no harm that every process runs it.
  schedule: { interval: 10_000 },
}
