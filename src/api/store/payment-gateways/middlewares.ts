import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { withShopperLanguage } from "../../../medusa/shopper-language"
import { notStored } from "../../support/not-stored"
import { refuseUnstorable } from "../../support/storable"
import { shopperLocale } from "./shopper-locale"

/** What goes wrong with a payment that is started or completed is told in the shopper's language. */
const inShoppersLanguage = (req: MedusaRequest, _: MedusaResponse, next: MedusaNextFunction) =>
  withShopperLanguage(shopperLocale(req), next)

export const storeRoutes: MiddlewareRoute[] = [
  { matcher: "/store/payment-gateways", middlewares: [refuseUnstorable] },
  {
    // Medusa's own route, by which shoppers choose a gateway and type what it asks for. Medusa writes that down first.
    matcher: "/store/payment-collections/:id/payment-sessions",
    methods: ["POST"],
    middlewares: [refuseUnstorable],
  },
  notStored("/store/payment-gateways/sessions/*"),
  notStored("/store/payment-gateways/returns"),
  ...["/store/payment-collections/:id/payment-sessions", "/store/carts/:id/complete"].map((matcher) => ({
    matcher,
    methods: ["POST" as const],
    middlewares: [inShoppersLanguage],
  })),
]
