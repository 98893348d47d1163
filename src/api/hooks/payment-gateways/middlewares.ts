import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { refuseUnstorable } from "../../support/storable"

/** A payment's own address: what follows the entry proves who sends, so it is nobody's to read. */
const OWN_ADDRESS = /^(\/hooks\/payment-gateways\/[^/?]*\/)[^?]+/i

/** Takes what opens a payment's own address out of what Medusa's access log writes when the answer is sent. */
function hideAddress(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  req.originalUrl = req.originalUrl.replace(OWN_ADDRESS, "$1[hidden]")
  next()
}

export const hookRoutes: MiddlewareRoute[] = [
  { matcher: "/hooks/payment-gateways", middlewares: [refuseUnstorable, hideAddress] },
  {
    // The raw bytes are read by the route itself: Medusa's parsers lose multipart bodies.
    matcher: "/hooks/payment-gateways/*",
    methods: ["POST", "GET"],
    bodyParser: false,
  },
]
