import { createServer } from "node:http"
import { join } from "node:path"
import { MedusaAppLoader, Migrator } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { getResolvedPlugins, mergePluginModules } from "@medusajs/framework/utils"
import loaders, { initializeContainer } from "@medusajs/medusa/loaders/index"
import { clearInstances, syncLinks } from "@medusajs/test-utils/dist/medusa-test-runner-utils"
import express from "express"
import { sweep } from "../../../src/workflows"
import { createCatalog } from "../../support/catalog"
import { PayoutDesk } from "../../support/payouts"
import { installKillPoint } from "./kill-points"
import type { Command, Reply } from "./protocol"

/** One Medusa of the repository's own configuration, as a process that may be killed. See ./instance.ts. */
const root = join(__dirname, "../../..")
const environment = process.env as Record<string, string>

const tell = (reply: Reply) => process.send?.(reply)

/** Medusa's own locks work in one process only; several need the database's. */
function lockInTheDatabase(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the very object that Medusa is going to read
  const config = require(join(root, "medusa-config")).default as { modules: Record<string, unknown> }
  config.modules.locking = {
    resolve: "@medusajs/medusa/locking",
    options: {
      providers: [{ resolve: "@medusajs/medusa/locking-postgres", id: "locking-postgres", is_default: true }],
    },
  }
}

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

async function obey(container: MedusaContainer, command: Command): Promise<object> {
  switch (command.do) {
    case "sweep":
      return { ...(await sweep(container)) }
    case "pay out":
      return new PayoutDesk(container).sent(command.payout)
    case "die at":
      installKillPoint(container, command.point)
      return {}
  }
}

async function main(): Promise<void> {
  if (environment.CHAOS_LOCKS === "database") lockInTheDatabase()
  if (environment.CHAOS_PREPARE) await migrate()
  const container = await start()
  const catalog = environment.CHAOS_PREPARE ? await createCatalog(container) : undefined
  process.on("message", (command: Command) => {
    const { id } = command
    obey(container, command).then(
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
