#!/usr/bin/env node
import { runCommand } from "./command"

process.exitCode = runCommand(process.argv.slice(2), {
  folder: process.cwd(),
  say: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
})
