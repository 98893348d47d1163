import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { isRegistered } from "./configured-gateways"

/** A provider entry, ours or another's, that regions still offer, and that is not configured. */
export interface MissingEntry {
  provider_id: string
  /** "bank (main)" */
  title: string
  regions: string[]
}

/** Medusa keeps the row of a removed provider enabled for ever, and offers it to shoppers, who cannot pay by it. */
const STATEMENT = `
  select p.id, array_agg(distinct r.name order by r.name) as regions
  from payment_provider p
  join region_payment_provider link on link.payment_provider_id = p.id and link.deleted_at is null
  join region r on r.id = link.region_id and r.deleted_at is null
  where p.is_enabled and p.deleted_at is null
  group by p.id order by p.id`

/** The entries that regions still offer to shoppers, and that this process does not run. */
export async function missingEntries(container: MedusaContainer): Promise<MissingEntry[]> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: { id: string; regions: string[] }[] }>(STATEMENT)
  return rows
    .filter(({ id }) => !isRegistered(container, id))
    .map(({ id, regions }) => ({ provider_id: id, title: titleOf(id), regions }))
}

/** "bank (main)"; "stripe" for an entry that is called as its provider is. */
function titleOf(id: string): string {
  const [, provider = id, entry = ""] = /^pp_([^_]+)_?(.*)$/.exec(id) ?? []
  return entry && entry !== provider ? `${provider} (${entry})` : provider
}
