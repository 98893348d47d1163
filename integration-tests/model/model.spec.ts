import type { Problem } from "../../src/core"
import { SETTLEMENT_PROBLEMS } from "../../src/core/settlement"
import { CABINET, CALL_FAULTS } from "./card"
import { runCampaign, type Report } from "./crew"

/**
 * A hundred thousand histories of one order's money, in a model of Medusa, the gateways and people: whatever happens,
 * everything comes to rest, in any order of arrival, and balances. Another seed: `npm run model -- --seed 2`.
 */

const HISTORIES = 100_000
const SEED = 1

/** By the gateway for cards a history takes several times as long. */
const BY_CARD_HISTORIES = 1_500
const BY_CARD_SEED = 2

const BY_CARD: readonly Problem[] = ["hold_expiring", "hold_expired", "operation_unclear"]

/** A minute on two cores that are idle; a machine that is busy with something else takes its time. */
const TIMEOUT = 15 * 60_000

/** What must not be missing from so many histories, and how often it occurs at least. */
const OCCURS: readonly [what: string, times: number][] = [
  ...SETTLEMENT_PROBLEMS.filter((kind) => kind !== "unreadable" && !BY_CARD.includes(kind)).map(
    (kind): [string, number] => [`problem: ${kind}`, 50],
  ),
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
  ["revoked by the gateway", 300],
  ["reservation removed", 100],
]

/** Likewise, by the gateway for cards alone: it holds money, takes a part of it, and returns it. */
const OCCURS_BY_CARD: readonly [what: string, times: number][] = [
  ["step: authorize", 200],
  ["step failed: authorize", 50],
  ["held", 300],
  ["hold ended by itself", 100],
  ...["capture", "void", "refund"].flatMap((kind): [string, number][] => [
    [`${kind} at the gateway`, 50],
    [`${kind} repeated`, 10],
    [`${kind} failed`, 10],
  ]),
  ["refund done later", 10],
  ["refund failed later", 5],
  ...CALL_FAULTS.map((fault): [string, number] => [`call of the gateway for cards: ${fault}`, 20]),
  ...CABINET.map((deed): [string, number] => [`in the cabinet: ${deed}`, 5]),
  ...BY_CARD.map((kind): [string, number] => [`problem: ${kind}`, 10]),
  ["captured by the merchant: all", 20],
  ["captured by the merchant: half", 10],
  ["notification forged", 10],
]

let report: Report
let byCard: Report

beforeAll(async () => {
  report = await runCampaign({ histories: HISTORIES, seed: SEED, pays: "others", most: 5 })
  byCard = await runCampaign({ histories: BY_CARD_HISTORIES, seed: BY_CARD_SEED, pays: "cards", most: 5 })
  process.stdout.write(
    `${report.tally.histories} histories of the model, ${report.perSecond} a second; ` +
      `${byCard.tally.histories} by card, ${byCard.perSecond} a second\n`,
  )
}, TIMEOUT)

const linesOf = ({ failures }: Report) => failures.flatMap(({ lines }) => [...lines, ""]).join("\n")

describe("the money of an order, whatever happens to it", () => {
  it("comes to rest and balances", () => {
    expect(linesOf(report)).toBe("")
    expect(report.tally.histories).toBe(HISTORIES)
  })

  it("comes to rest and balances where it is held, taken in part, and returned by the gateway", () => {
    expect(linesOf(byCard)).toBe("")
    expect(byCard.tally.histories).toBe(BY_CARD_HISTORIES)
  })

  it.each(OCCURS)("knows this trouble: %s, at least %d times", (what, times) => {
    expect(report.tally.times(what)).toBeGreaterThanOrEqual(times)
  })

  it.each(OCCURS_BY_CARD)("knows this trouble by card: %s, at least %d times", (what, times) => {
    expect(byCard.tally.times(what)).toBeGreaterThanOrEqual(times)
  })
})
