import { GatewayError, type Logger } from "../../core"
import { toMedusaError } from "../../workflows/medusa-errors"

/** Runs a provider's method; what goes wrong is told to the merchant in the log and to the shopper by Medusa's error. */
export async function atMedusaBorder<T>(log: Logger, what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof GatewayError) {
      log.warn(`${what}: ${error.code}: ${error.message}`)
    }
    throw toMedusaError(error)
  }
}
