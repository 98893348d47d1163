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

/** Errors of a payment that is started or completed are told in the shopper's language. */
const inShoppersLanguage = (req: MedusaRequest, _: MedusaResponse, next: MedusaNextFunction) =>
  withShopperLanguage(shopperLocale(req), next)

export const storeRoutes: MiddlewareRoute[] = [
  { matcher: "/store/payment-gateways", middlewares: [refuseUnstorable] },
  {
    // Medusa's own route by which shoppers choose a gateway. Medusa stores what they typed before we see it.
    matcher: "/store/payment-collections/:id/payment-sessions",
    methods: ["POST"],
    middlewares: [refuseUnstorable, inShoppersLanguage],
  },
  { matcher: "/store/carts/:id/complete", methods: ["POST"], middlewares: [inShoppersLanguage] },
  notStored("/store/payment-gateways/sessions/*"),
  notStored("/store/payment-gateways/returns"),
]
