import type { GatewayDefinition } from "../../core"
import { GatewayProvider } from "./gateway-provider"
import { validateEntry } from "./validate-entry"

type Options = Record<string, unknown>

/** What Medusa's payment module asks of a provider class. */
export type GatewayProviderClass = (new (
  cradle: Record<string, unknown>,
  options?: Options,
) => GatewayProvider) &
  Pick<typeof GatewayProvider, "identifier" | "validateOptions" | "isPaymentProvider" | "_isPaymentProvider">

/** Makes the provider class of a gateway. A new gateway needs nothing else on Medusa's side. */
export function gatewayProvider<O>(definition: GatewayDefinition<O>): GatewayProviderClass {
  return class extends GatewayProvider {
    static override identifier = definition.name

    static override validateOptions(options: Options): void {
      validateEntry(definition, options)
    }

    constructor(cradle: Record<string, unknown>, options?: Options) {
      super(cradle, options, definition)
    }
  }
}
