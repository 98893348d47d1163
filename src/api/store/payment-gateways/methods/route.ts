import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { configuredGateway } from "../../../../medusa/configured-gateways"
import type { PaymentMethod, PaymentMethodsResponse } from "../types"
import { paymentMethod } from "./payment-method"
import { shopperLocale } from "../shopper-locale"

/** `locale` is missing here because Medusa has moved it to `req.locale`. */
const query = z.strictObject({ region_id: z.string().min(1).max(100) })

interface Region {
  currency_code: string
  payment_providers: ({ id: string; is_enabled: boolean } | null)[]
}

/** A region's payment methods by gateways of ours, in the shopper's language. */
export async function GET(req: MedusaRequest, res: MedusaResponse<PaymentMethodsResponse>): Promise<void> {
  const { region_id } = readQuery(req)
  const locale = shopperLocale(req)
  const { currency_code, payment_providers } = await regionOf(req, region_id)
  const ids = payment_providers.flatMap((one) => (one?.is_enabled ? [one.id] : [])).sort()
  const payment_methods: PaymentMethod[] = []
  for (const id of ids) {
    const gateway = await configuredGateway(req.scope, id)
    const method = gateway && paymentMethod(id, gateway, currency_code, locale)
    if (method) payment_methods.push(method)
  }
  res.vary("Accept-Language").json({ payment_methods })
}

function readQuery(req: MedusaRequest) {
  const read = query.safeParse(req.query)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const message = `Invalid request: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`
  throw new MedusaError(MedusaError.Types.INVALID_DATA, message, "invalid_query")
}

async function regionOf({ scope }: MedusaRequest, id: string): Promise<Region> {
  const { data } = await scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "region",
    fields: ["currency_code", "payment_providers.id", "payment_providers.is_enabled"],
    filters: { id },
  })
  const [region] = data as unknown as Region[]
  if (!region) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such region.", "unknown_region")
  }
  return region
}
