import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { refuseUnstorable } from "../../support/storable"

/** A payment's own address. Whoever knows its last part can pose as the gateway. */
const OWN_ADDRESS = /^(\/hooks\/payment-gateways\/[^/?]*\/)[^?]+/i

/** Keeps the last part of a payment's own address out of Medusa's access log, which is written after the answer. */
function hideAddress(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  req.originalUrl = req.originalUrl.replace(OWN_ADDRESS, "$1[hidden]")
  next()
}

export const hookRoutes: MiddlewareRoute[] = [
  { matcher: "/hooks/payment-gateways", middlewares: [refuseUnstorable, hideAddress] },
  {
    // The route reads the raw bytes itself: Medusa's parsers lose multipart bodies.
    matcher: "/hooks/payment-gateways/*",
    methods: ["POST", "GET"],
    bodyParser: false,
  },
]
