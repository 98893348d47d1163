/* eslint-disable @typescript-eslint/no-require-imports -- Jest loads reporters as CommonJS */
const { mkdirSync, writeFileSync } = require("node:fs")
const { dirname, join } = require("node:path")

const FILE = join(__dirname, "..", "node_modules", ".cache", "test-summary.txt")

/** Keeps Jest's result in one plain line, for those who read logs by machine. */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests }) {
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ""
    const line = `${numPassedTests} passed, ${numFailedTests} failed${skipped}`
    mkdirSync(dirname(FILE), { recursive: true })
    writeFileSync(FILE, `${line}\n`)
    process.stdout.write(`${line}\n`)
  }
}
