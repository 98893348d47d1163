import { join } from "node:path"
import { MedusaAppLoader, Migrator } from "@medusajs/framework"
import { getResolvedPlugins, mergePluginModules } from "@medusajs/framework/utils"
import loaders, { initializeContainer } from "@medusajs/medusa/loaders/index"
import { clearInstances, syncLinks } from "@medusajs/test-utils/dist/medusa-test-runner-utils"
import express from "express"
import { createCatalog } from "./catalog"

/** A process of its own that makes a store in the empty database of `DATABASE_URL`, and sends its catalog. */
const root = join(__dirname, "../..")

async function migrate(): Promise<void> {
  const container = await initializeContainer(root)
  const config = container.resolve("configModule")
  mergePluginModules(config, await getResolvedPlugins(root, config), root)
  await new Migrator({ container }).ensureMigrationsTable()
  const app = new MedusaAppLoader({ cwd: root } as never)
  await app.runModulesMigrations()
  await syncLinks(app, root, container, container.resolve("logger"))
  await clearInstances()
}

async function main(): Promise<void> {
  await migrate()
  const { container } = await loaders({
    directory: root,
    expressApp: express(),
    skipLoadingEntryPoints: true,
  })
  const catalog = await createCatalog(container)
  process.send?.(catalog, () => process.exit())
}

process.chdir(root)
main().catch((error) => {
  process.stderr.write(`${(error as Error).stack}\n`)
  process.exit(1)
})
