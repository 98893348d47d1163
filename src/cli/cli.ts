#!/usr/bin/env node
import { createInterface } from "node:readline/promises"
import { runCommand } from "./command"

void runCommand(process.argv.slice(2), {
  folder: process.cwd(),
  say: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
  async ask(question) {
    if (!process.stdin.isTTY) return undefined
    const terminal = createInterface({ input: process.stdin, output: process.stdout })
    const answer = await terminal.question(`${question} [y/N] `).finally(() => terminal.close())
    return /^y(es)?$/i.test(answer.trim())
  },
}).then((code) => (process.exitCode = code))
