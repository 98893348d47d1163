import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * The application's own container, which the framework keeps. The payment module's container knows no carts, orders,
 * locks or other providers.
 */
export async function applicationContainer(): Promise<MedusaContainer> {
  return (await import("@medusajs/framework")).container
}

/** Medusa's database. */
export const knexOf = (container: MedusaContainer): Knex =>
  container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex

interface Wanted {
  entity: string
  fields: readonly string[]
  filters: object
  pagination?: { take: number; skip: number; order: Record<string, "ASC" | "DESC"> }
}

/** Reads rows, with what Medusa links to them, through Medusa's query. */
export async function readRows<Row>(container: MedusaContainer, wanted: Wanted): Promise<Row[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph(wanted as never)
  return data as unknown as Row[]
}
