import type { Gateway } from "../core"
import type { PayoutLedger } from "./dependencies"

const TRIES = 5

type References = {
  attempts: PayoutLedger["attempts"]
  payouts: Pick<PayoutLedger["payouts"], "hasReference">
}

/** A reference for a payout that no payment has: some gateways have one list for both. */
export async function freeReference(ledger: References, gateway: Gateway): Promise<string> {
  let reference = gateway.newReference()
  for (let tries = 1; tries < TRIES && (await isTaken(ledger, gateway.name, reference)); tries++) {
    reference = gateway.newReference()
  }
  return reference
}

async function isTaken({ attempts, payouts }: References, gateway: string, reference: string) {
  const attempt = await attempts.find({ gateway, reference })
  return attempt !== undefined || (await payouts.hasReference(reference))
}
