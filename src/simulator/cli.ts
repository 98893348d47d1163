#!/usr/bin/env node
import { readCommand, HELP, type Command } from "./command"
import { startSimulator, type Simulator } from "./simulator"
import { checkStore, checkText } from "./store-check"
import { welcome } from "./welcome"

const LOOK_EVERY_MS = 2_000

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env)
  if (command.help) {
    console.log(HELP)
    return
  }
  const simulator = await startSimulator({ ...command.options, log: command.quiet ? undefined : console.log })
  console.log(welcome(simulator, command.options, command.store?.medusaUrl))
  const checked = new AbortController()
  if (command.store) void lookAtStore(simulator, command, command.store, checked.signal)
  const stop = (): void => {
    checked.abort()
    void simulator.stop().then(() => process.exit(0))
  }
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}

/** Asks Medusa until it answers, since it may be started after the simulator, and prints the result once. */
async function lookAtStore(
  simulator: Simulator,
  { options }: Command,
  { medusaUrl, entries }: NonNullable<Command["store"]>,
  signal: AbortSignal,
): Promise<void> {
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const checks = await checkStore(simulator, medusaUrl, entries, options)
    if (checks) return console.log(checkText(medusaUrl, checks))
    if (isFirst)
      console.log(`The store at ${medusaUrl} does not answer yet; it is checked as soon as it does.`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS).unref())
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
