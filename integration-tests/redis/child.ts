/* eslint-disable @typescript-eslint/no-require-imports -- the very object that Medusa is going to read */
import { createServer } from "node:http"
import { join } from "node:path"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import loaders from "@medusajs/medusa/loaders/index"
import express from "express"

/** A Medusa of the repository's configuration with Medusa's Redis modules, as a process. See ./medusa-process.ts. */
const root = join(__dirname, "../..")

function useRedis(redisUrl: string): void {
  const { modules } = require(join(root, "medusa-config")).default as { modules: Record<string, unknown> }
  modules.workflows = { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } }
  modules.event_bus = { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } }
  const locking = { resolve: "@medusajs/medusa/locking-redis", id: "locking-redis", is_default: true }
  modules.locking = {
    resolve: "@medusajs/medusa/locking",
    options: { providers: [{ ...locking, options: { redisUrl } }] },
  }
}

/** A job of the merchant's own, as Medusa makes one of each file in `src/jobs`. */
function addMerchantsJob(): void {
  const tick = createStep("merchants-job-step", async () => {
    process.send?.({ tick: Date.now() })
    return new StepResponse(null)
  })
  createWorkflow({ name: "job-merchants-own", schedule: { interval: 5_000, concurrency: "forbid" } }, () => {
    return new WorkflowResponse(tick())
  })
}

async function main(): Promise<void> {
  useRedis(process.env.REDIS_URL as string)
  const app = express()
  const { shutdown } = await loaders({ directory: root, expressApp: app })
  if (process.env.MEDUSA_WORKER_MODE !== "server") addMerchantsJob()
  const server = createServer(app)
  server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.({ ready: true }))
  process.once("SIGTERM", () => {
    server.close()
    shutdown().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}

process.chdir(root)
process.on("disconnect", () => process.exit())
main().catch((error) => {
  process.stderr.write(`${(error as Error).stack}\n`)
  process.exit(1)
})
