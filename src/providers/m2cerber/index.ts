import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { m2cerber } from "../../gateways/m2cerber/gateway"
import { gatewayProvider } from "../base"

/** Registers as `pp_m2cerber_<id>`. */
export class M2cerberProvider extends gatewayProvider(m2cerber) {}

export default ModuleProvider(Modules.PAYMENT, { services: [M2cerberProvider] })
