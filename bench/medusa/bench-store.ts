import { Client } from "@medusajs/framework/pg"

import type { Shutdown } from "../../tools/shutdown"
import { openGateways, type Gateways } from "../support/accounts"
import type { Plugin } from "../support/plugin"
import type { SimulatorProcess } from "../support/simulator"
import { migratedDatabase } from "../support/store-database"
import { startMedusa, type MedusaProcess } from "./process"

/** Everything that a measurement on a whole Medusa needs. */
export interface BenchStore {
  plugin: Plugin
  gateways: Gateways
  simulator: SimulatorProcess
  medusa: MedusaProcess
  /** A connection of the bench's own to Medusa's database. */
  sql: Client
}

/** How {@link openStore}'s database treats the disk: what is committed survives a power cut. */
export const DURABLE = true

/** Makes the store when it is first asked for. */
export function openStore(
  plugin: () => Plugin,
  simulator: SimulatorProcess,
  shutdown: Shutdown,
): () => Promise<BenchStore> {
  const open = async (): Promise<BenchStore> => {
    const databaseUrl = await migratedDatabase(simulator, shutdown, { durable: DURABLE })
    const sql = new Client({ connectionString: databaseUrl })
    await sql.connect()
    shutdown.add(() => sql.end())
    const medusa = await startMedusa(databaseUrl, simulator)
    shutdown.add(() => medusa.stop())
    return { plugin: plugin(), gateways: openGateways(plugin(), simulator), simulator, medusa, sql }
  }
  let opened: Promise<BenchStore> | undefined
  return () => (opened ??= open())
}
