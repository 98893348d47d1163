import { limitsIn, type EntryGateway, type Locale } from "../../../../core"
import type { PaymentMethod } from "../types"
import { plainStorefront, svgDataUrl } from "./presentation"

/** A payment method as storefronts list it; undefined where the gateway does not take the region's currency. */
export function paymentMethod(
  providerId: string,
  gateway: EntryGateway,
  currencyCode: string,
  locale: Locale,
): PaymentMethod | undefined {
  const currency = currencyCode.toUpperCase()
  if (!gateway.currencies.includes(currency)) return undefined
  const { type, title, description, icon, fields } = gateway.storefront ?? plainStorefront(gateway.name)
  const { min, max } = limitsIn(gateway.limits, currency)
  return {
    provider_id: providerId,
    gateway: gateway.name,
    type,
    title: title[locale],
    description: description[locale],
    icon: svgDataUrl(icon),
    min_amount: min?.amount ?? null,
    max_amount: max?.amount ?? null,
    currency_code: currencyCode.toLowerCase(),
    is_test: gateway.acceptsTestPayments,
    places_order: gateway.orderPolicy.placeOrder,
    fields: fields.map(({ name, label, required, pattern, phone = null }) => ({
      name,
      label: label[locale],
      required,
      pattern,
      phone,
    })),
  }
}
