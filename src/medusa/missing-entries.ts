import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { configuredGateway } from "./configured-gateways"

/** A provider entry that regions still offer, and that is not configured. */
export interface MissingEntry {
  provider_id: string
  /** "bank (main)" */
  title: string
  regions: string[]
}

/** Medusa keeps the row of a removed provider enabled for ever. Only those count by which we were once paid. */
const STATEMENT = `
  select p.id, array_agg(distinct r.name order by r.name) as regions
  from payment_provider p
  join region_payment_provider link on link.payment_provider_id = p.id and link.deleted_at is null
  join region r on r.id = link.region_id and r.deleted_at is null
  where p.is_enabled and p.deleted_at is null
    and exists (select 1 from payment_attempt a where a.provider_id = p.id and a.deleted_at is null)
  group by p.id order by p.id`

/** The entries that regions still offer to shoppers, and that this process does not run. */
export async function missingEntries(container: MedusaContainer): Promise<MissingEntry[]> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: { id: string; regions: string[] }[] }>(STATEMENT)
  const missing: MissingEntry[] = []
  for (const { id, regions } of rows) {
    if (await configuredGateway(container, id)) continue
    const [, gateway = "", entry = ""] = /^pp_([^_]+)_?(.*)$/.exec(id) ?? []
    missing.push({ provider_id: id, title: entry ? `${gateway} (${entry})` : gateway, regions })
  }
  return missing
}
