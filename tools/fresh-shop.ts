import { mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"

import { startShop, type Shop, type ShopOptions } from "../demo/support/shop"
import { discardEmbeddedPostgres } from "./embedded-postgres"
import type { Shutdown } from "./shutdown"
import type { Steps } from "./steps"

/**
 * A Medusa with the plugin and simulated gateways, without a storefront: what a check takes for granted. Nothing is left of
 * the one before it.
 *
 * @param out the check's own folder, which is emptied
 */
export async function freshShop(
  out: string,
  { environment }: Pick<ShopOptions, "environment">,
  steps: Steps,
  shutdown: Shutdown,
): Promise<Shop> {
  const folder = join(out, "shop")
  const discardDatabase = () => discardEmbeddedPostgres(join(folder, "postgres"))
  await discardDatabase()
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  shutdown.add(discardDatabase)
  return startShop({ folder, storefront: false, usualPorts: false, environment }, steps, shutdown)
}
