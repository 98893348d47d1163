#!/usr/bin/env node
import { readCommand, HELP } from "./command"
import { startSimulator } from "./simulator"
import { welcome } from "./welcome"

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env)
  if (command.help) {
    console.log(HELP)
    return
  }
  const simulator = await startSimulator({ ...command.options, log: command.quiet ? undefined : console.log })
  console.log(welcome(simulator, command.options))
  const stop = (): void => {
    void simulator.stop().then(() => process.exit(0))
  }
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
