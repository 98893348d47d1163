import { expect } from "expect"
import { bind } from "jest-each"
import { fn, spyOn } from "jest-mock"
import mocha from "mocha"
import { createRequire } from "node:module"

// The specs load the CommonJS build, whose settings are its own.
const { configureGlobal, defaultReportMessage } = createRequire(import.meta.url)("fast-check")

/** A property that a busy machine has not begun within its time says nothing about the mutant. */
const reporter = (run) => {
  const isBegun = !run.interrupted || run.numRuns > 0
  if (run.failed && isBegun) throw new Error(defaultReportMessage(run))
}

// A property that no mutant breaks within this time is left to the others' tests.
configureGlobal({ seed: 1, interruptAfterTimeLimit: 40, markInterruptAsFailure: false, reporter })

/**
 * Unit tests are written for jest. Mutation testing runs them with mocha, which does not load all modules anew for each of
 * thousands of mutants; jest's own parts give them what they know.
 */
const { bdd } = mocha.interfaces
mocha.interfaces.bdd = (suite) => {
  bdd(suite)
  suite.on("pre-require", (context) => {
    for (const one of [context.describe, context.it]) one.each = bind(one, false)
    const { it, before, after } = context
    Object.assign(context, { expect, test: it, beforeAll: before, afterAll: after, jest: { fn, spyOn } })
  })
}
