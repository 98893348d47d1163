import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ConfiguredGateway } from "./configured-gateways"

/** A region that offers gateways of ours, none of which takes its currency. */
export interface UnpayableRegion {
  region_id: string
  name: string
  currency_code: string
  /** Titles of what it offers. */
  offered: string[]
}

interface Row {
  id: string
  name: string
  currency_code: string
  providers: string[]
}

const STATEMENT = `
  select r.id, r.name, r.currency_code, array_agg(link.payment_provider_id order by link.payment_provider_id) as providers
  from region r
  join region_payment_provider link on link.region_id = r.id and link.deleted_at is null
  where r.deleted_at is null and link.payment_provider_id = any(?::text[])
  group by r.id order by r.name`

/** The regions whose shoppers see none of the gateways that the merchant offers there. */
export async function unpayableRegions(
  container: MedusaContainer,
  configured: readonly ConfiguredGateway[],
): Promise<UnpayableRegion[]> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const ids = configured.map(({ providerId }) => providerId)
  const { rows } = await knex.raw<{ rows: Row[] }>(STATEMENT, [[...ids]])
  return rows.flatMap(({ id, name, currency_code, providers }) => {
    const offered = configured.filter(({ providerId }) => providers.includes(providerId))
    const isTaken = offered.some(({ gateway }) => gateway.currencies.includes(currency_code.toUpperCase()))
    return isTaken ? [] : [{ region_id: id, name, currency_code, offered: offered.map(({ title }) => title) }]
  })
}
