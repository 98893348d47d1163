/* eslint-disable @typescript-eslint/no-require-imports -- Jest loads environments as CommonJS */
const { TestEnvironment } = require("jest-environment-jsdom")

const FROM_NODE = [
  "fetch",
  "Request",
  "Response",
  "Headers",
  "AbortController",
  "AbortSignal",
  "structuredClone",
]

/** jsdom with Node's own fetch, which jsdom lacks: the tests talk to a real server. */
module.exports = class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup()
    for (const name of FROM_NODE) this.global[name] = globalThis[name]
    this.global.IS_REACT_ACT_ENVIRONMENT = true
  }
}
