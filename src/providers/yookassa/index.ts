import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { yookassa } from "../../gateways/yookassa/gateway"
import { gatewayProvider } from "../base"

/** Registers as `pp_yookassa_<id>`. */
export class YookassaProvider extends gatewayProvider(yookassa) {}

export default ModuleProvider(Modules.PAYMENT, { services: [YookassaProvider] })
