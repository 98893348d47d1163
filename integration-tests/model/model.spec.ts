import { SETTLEMENT_PROBLEMS } from "../../src/core/settlement"
import { CABINET, CALL_FAULTS } from "./card"
import { runCampaign, type Report } from "./crew"

/**
 * A hundred thousand histories of one order's money, in a model of Medusa, the gateways and people: whatever happens,
 * everything comes to rest, in any order of arrival, and balances. Another seed: `npm run model -- --seed 2`.
 */

const HISTORIES = 100_000
const SEED = 1

/** A minute on two cores that are idle; a machine that is busy with something else takes its time. */
const TIMEOUT = 15 * 60_000

/** What must not be missing from so many histories, and how often it occurs at least. */
const OCCURS: readonly [what: string, times: number][] = [
  ...SETTLEMENT_PROBLEMS.filter((kind) => kind !== "unreadable").map((kind): [string, number] => [
    `problem: ${kind}`,
    50,
  ]),
  ...["capture", "place order", "cancel order", "repair account"].flatMap((step): [string, number][] => [
    [`step: ${step}`, 300],
    [`step failed: ${step}`, 20],
  ]),
  ["broken off: failed", 5_000],
  ["broken off: killed", 5_000],
  ["captured payment compensated", 100],
  ["completion failed after its payment", 50],
  ["gateway: error", 5_000],
  ["gateway: not found", 5_000],
  ["gateway: answer about another payment", 1_000],
  ["gateway: what was before", 1_000],
  ["forgotten by the gateway", 500],
  ["link opened twice", 1_000],
  ["notification lost", 1_000],
  ["captured elsewhere", 300],
  ["order canceled by the merchant", 1_000],
  ["order canceled by the plugin", 1_000],
  ["order edited up", 1_000],
  ["order edited down", 300],
  ["credit line: all", 300],
  ["credit line: half", 300],
  ["refunded by the merchant", 300],
  ["refunded in the cabinet", 1_000],
  ["reservation removed", 100],
  ["step: authorize", 1_000],
  ["step failed: authorize", 100],
  ["payment taken up again", 20],
  ["held", 3_000],
  ["hold ended by itself", 1_000],
  ...["capture", "void", "refund"].flatMap((kind): [string, number][] => [
    [`${kind} at the gateway`, 1_000],
    [`${kind} repeated`, 100],
    [`${kind} failed`, 100],
  ]),
  ["refund done later", 300],
  ["refund failed later", 100],
  ...CALL_FAULTS.map((fault): [string, number] => [`call of the gateway for cards: ${fault}`, 500]),
  ...CABINET.map((deed): [string, number] => [`in the cabinet: ${deed}`, 100]),
  ["captured by the merchant: all", 300],
  ["captured by the merchant: half", 300],
  ["notification forged", 500],
]

let report: Report

beforeAll(async () => {
  report = await runCampaign({ histories: HISTORIES, seed: SEED, most: 5 })
  const { tally, perSecond } = report
  process.stdout.write(`${tally.histories} histories of the model, ${perSecond} a second\n`)
}, TIMEOUT)

describe("the money of an order, whatever happens to it", () => {
  it("comes to rest and balances", () => {
    expect(report.failures.flatMap(({ lines }) => [...lines, ""]).join("\n")).toBe("")
    expect(report.tally.histories).toBe(HISTORIES)
  })

  it.each(OCCURS)("knows this trouble: %s, at least %d times", (what, times) => {
    expect(report.tally.times(what)).toBeGreaterThanOrEqual(times)
  })
})
