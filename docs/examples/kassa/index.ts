import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { gatewayProvider } from "medusa-payment-gateways/gateway-kit"
import { kassa } from "./gateway"

export default ModuleProvider(Modules.PAYMENT, { services: [gatewayProvider(kassa)] })
