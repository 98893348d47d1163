import { GatewayError, helpWith, type Logger } from "../../core"
import { toMedusaError, type Reader } from "../../medusa/errors"
import { shopperLanguage } from "../../medusa/shopper-language"

/** Runs a provider's method. The log has a gateway's error for the merchant, and Medusa's error has it for the reader. */
export async function atMedusaBorder<T>(
  log: Logger,
  what: string,
  run: () => Promise<T>,
  reader: Reader = "shopper",
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof GatewayError) {
      log.warn(`${what}: ${error.code}: ${error.message} help=${helpWith("error", error.code)}`)
    }
    throw toMedusaError(error, reader, shopperLanguage())
  }
}
