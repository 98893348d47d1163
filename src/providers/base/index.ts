import { systemRuntime, type GatewayDefinition } from "../../core"
import { openEntry } from "../../gateways/entry"
import { GatewayProvider } from "./gateway-provider"

type Options = Record<string, unknown>

/** What Medusa's payment module asks of a provider class. */
export type GatewayProviderClass = (new (
  cradle: Record<string, unknown>,
  options?: Options,
) => GatewayProvider) &
  Pick<typeof GatewayProvider, "identifier" | "validateOptions" | "isPaymentProvider" | "_isPaymentProvider">

/** The provider class of a gateway: all that a further gateway needs at Medusa's side. */
export function gatewayProvider<O>(definition: GatewayDefinition<O>): GatewayProviderClass {
  return class extends GatewayProvider {
    static override identifier = definition.name

    /** Whatever is wrong is told at boot: an entry is opened here, and nothing is asked of it. */
    static override validateOptions(options: Options): void {
      openEntry(definition, options, systemRuntime())
    }

    constructor(cradle: Record<string, unknown>, options?: Options) {
      super(cradle, options, definition)
    }
  }
}
