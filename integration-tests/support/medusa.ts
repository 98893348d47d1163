import { join } from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { clearInstances, startApp } from "@medusajs/test-utils"

/** A Medusa of the repository's configuration that serves in this process. */
export interface RunningMedusa {
  container: MedusaContainer
  /** How many of its connections to the database are in use. */
  connectionsInUse(): number
  stop(): Promise<void>
}

/** Starts a Medusa over a database that is migrated already; it listens on `PORT`. */
export async function startMedusa(databaseUrl: string): Promise<RunningMedusa> {
  process.env.DATABASE_URL = databaseUrl
  const { container, shutdown } = await startApp({ cwd: join(__dirname, "../..") })
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
  return {
    container,
    connectionsInUse: () => knex.client.pool.numUsed(),
    stop: async () => {
      await shutdown()
      await clearInstances()
    },
  }
}
