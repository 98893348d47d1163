/* eslint-disable @typescript-eslint/no-require-imports -- the very object that Medusa is going to read */
import { createServer } from "node:http"
import { join } from "node:path"
import { MedusaAppLoader } from "@medusajs/framework"
import { getResolvedPlugins, mergePluginModules } from "@medusajs/framework/utils"
import loaders, { initializeContainer } from "@medusajs/medusa/loaders/index"
import express from "express"
import type { Configuration } from "./boot"

/** A Medusa of the repository's configuration with other provider entries, as a process. See ./boot.ts */
const root = join(__dirname, "../..")

function configure({ providers, plugin }: Configuration): void {
  const { modules } = require(join(root, "medusa-config")).default as {
    modules: Record<string, { options: object } | undefined>
  }
  if (providers) modules.payment!.options = { providers }
  if (plugin === null) delete modules.gateway_ledger
  else if (plugin) modules.gateway_ledger!.options = plugin
}

/** As Medusa's commands that serve nobody load it: `medusa db:migrate` runs its scripts so. */
async function runCommand(command: string): Promise<void> {
  process.argv = [process.argv[0]!, join(root, "node_modules/@medusajs/medusa/cli.js"), command]
  const container = await initializeContainer(root)
  const config = container.resolve("configModule")
  mergePluginModules(config, await getResolvedPlugins(root, config), root)
  await new MedusaAppLoader({ container }).load()
}

async function serve(): Promise<void> {
  const app = express()
  await loaders({ directory: root, expressApp: app })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(Number(process.env.PORT), "127.0.0.1", resolve))
}

async function main(): Promise<void> {
  const configuration = JSON.parse(process.env.BOOT ?? "{}") as Configuration
  configure(configuration)
  await (configuration.command ? runCommand(configuration.command) : serve())
}

process.chdir(root)
process.on("disconnect", () => process.exit())
main().then(
  () => process.send?.({ error: null }),
  (error: Error) => process.send?.({ error: error.message }, () => process.exit(1)),
)
