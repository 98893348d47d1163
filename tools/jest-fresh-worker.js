/* eslint-disable @typescript-eslint/no-require-imports -- Jest loads runners as CommonJS */
const { default: TestRunner } = require("jest-runner")

/**
 * Runs one file after the other, in a worker that Jest replaces once it has grown to `workerIdleMemoryLimit`: every file
 * boots a Medusa of its own, and a process never gives all of one back.
 */
module.exports = class FreshWorkerRunner extends TestRunner {
  runTests(tests, watcher, options) {
    return super.runTests(tests, watcher, { ...options, serial: false })
  }
}
