import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { tegro } from "../../gateways/tegro/gateway"
import { gatewayProvider } from "../base"

/** Registers as `pp_tegro_<id>`. */
export class TegroProvider extends gatewayProvider(tegro) {}

export default ModuleProvider(Modules.PAYMENT, { services: [TegroProvider] })
