/** index.ts: the gateway as a Medusa provider. */
export const PROVIDER = `import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { gatewayProvider } from "medusa-payment-gateways/gateway-kit"
import { {{name}} } from "./gateway"

export default ModuleProvider(Modules.PAYMENT, { services: [gatewayProvider({{name}})] })
`
