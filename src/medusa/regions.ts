import type { MedusaContainer } from "@medusajs/framework/types"
import { isRegistered, type ConfiguredGateway } from "./configured-gateways"
import { knexOf } from "./container"

/** A provider entry, ours or another's, that regions offer although no process is configured to run it. */
export interface MissingEntry {
  provider_id: string
  /** "bank (main)" */
  title: string
  /** Names of the regions. */
  regions: string[]
}

/** A region that offers gateways of ours, none of which takes its currency. */
export interface UnpayableRegion {
  region_id: string
  name: string
  currency_code: string
  /** Titles of the gateways that it offers. */
  offered: string[]
}

/**
 * The entries that regions offer to shoppers, and that this process does not run. Medusa keeps the row of a removed
 * provider enabled for ever, and shoppers who choose it cannot pay.
 */
export async function missingEntries(container: MedusaContainer): Promise<MissingEntry[]> {
  const { rows } = await knexOf(container).raw<{ rows: { id: string; regions: string[] }[] }>(`
    select p.id, array_agg(distinct r.name order by r.name) as regions
    from payment_provider p
    join region_payment_provider link on link.payment_provider_id = p.id and link.deleted_at is null
    join region r on r.id = link.region_id and r.deleted_at is null
    where p.is_enabled and p.deleted_at is null
    group by p.id order by p.id`)
  return rows
    .filter(({ id }) => !isRegistered(container, id))
    .map(({ id, regions }) => ({ provider_id: id, title: titleOf(id), regions }))
}

/** "bank (main)"; "stripe" for an entry whose id is its provider's name. */
function titleOf(id: string): string {
  const [, provider = id, entry = ""] = /^pp_([^_]+)_?(.*)$/.exec(id) ?? []
  return entry && entry !== provider ? `${provider} (${entry})` : provider
}

interface RegionRow {
  id: string
  name: string
  currency_code: string
  providers: string[]
}

/** The regions whose shoppers see none of the gateways that the merchant offers there. */
export async function unpayableRegions(
  container: MedusaContainer,
  configured: readonly ConfiguredGateway[],
): Promise<UnpayableRegion[]> {
  const { rows } = await knexOf(container).raw<{ rows: RegionRow[] }>(
    `select r.id, r.name, r.currency_code,
       array_agg(link.payment_provider_id order by link.payment_provider_id) as providers
     from region r
     join region_payment_provider link on link.region_id = r.id and link.deleted_at is null
     where r.deleted_at is null and link.payment_provider_id = any(?::text[])
     group by r.id order by r.name`,
    [configured.map(({ providerId }) => providerId)],
  )
  return rows.flatMap(({ id, name, currency_code, providers }) => {
    const offered = configured.filter(({ providerId }) => providers.includes(providerId))
    const isTaken = offered.some(({ gateway }) => gateway.currencies.includes(currency_code.toUpperCase()))
    return isTaken ? [] : [{ region_id: id, name, currency_code, offered: offered.map(({ title }) => title) }]
  })
}
