import { createServer } from "node:http"
import { MedusaAppLoader, Migrator } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { getResolvedPlugins, mergePluginModules } from "@medusajs/framework/utils"
import loaders, { initializeContainer } from "@medusajs/medusa/loaders/index"
import { clearInstances, syncLinks } from "@medusajs/test-utils/dist/medusa-test-runner-utils"
import express from "express"
import { sweep } from "../../../src/workflows"
import { PayoutDesk } from "../../support/payouts"
import { addProviders, lockInTheDatabase, ROOT as root, type Entries } from "./config"
import type { Command, Reply } from "./protocol"
import { Sabotage } from "./sabotage"
import { endLocks } from "./locks"
import { createStore } from "./store"

/** One Medusa of the repository's own configuration, as a process that may be killed. See ./instance.ts. */
const environment = process.env as Record<string, string>

const tell = (reply: Reply) => process.send?.(reply)

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

async function start(): Promise<MedusaContainer> {
  const app = express()
  const { container } = await loaders({ directory: root, expressApp: app })
  app.get("/health", (_request, response) => void response.send("OK"))
  const port = Number(environment.CHAOS_PORT)
  await new Promise<void>((resolve, reject) => {
    createServer(app).once("error", reject).listen(port, "127.0.0.1", resolve)
  })
  return container
}

async function obey(container: MedusaContainer, sabotage: Sabotage, command: Command): Promise<object> {
  switch (command.do) {
    case "sweep":
      return { ...(await sweep(container)) }
    case "pay out":
      return new PayoutDesk(container).sent(command.payout)
    case "die at":
      return (sabotage.dieAt(command.point), {})
    case "fail":
      return (sabotage.fail(command.point, command.nth), {})
    case "lose events":
      return (sabotage.loseEvents(command.event, command.times), {})
    case "end locks":
      return endLocks(container)
    case "be well":
      return (sabotage.stop(), {})
  }
}

async function main(): Promise<void> {
  if (environment.CHAOS_LOCKS === "database") lockInTheDatabase()
  addProviders(environment.CHAOS_ENTRIES as Entries)
  if (environment.CHAOS_PREPARE) await migrate()
  const container = await start()
  const catalog = environment.CHAOS_PREPARE ? await createStore(container) : undefined
  const sabotage = new Sabotage(container, (happened) => tell({ happened }))
  process.on("message", (command: Command) => {
    const { id } = command
    obey(container, sabotage, command).then(
      (result) => tell({ id, result }),
      (error: Error) => tell({ id, error: error.message }),
    )
  })
  tell({ ready: true, catalog })
}

process.chdir(root)
// The runner is gone: nobody is left to serve.
process.on("disconnect", () => process.exit())
main().catch((error) => {
  process.stderr.write(`${(error as Error).stack}\n`)
  process.exit(1)
})
