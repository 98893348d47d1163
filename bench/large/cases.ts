import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"

import { MOST_COUNTED } from "../../src/core"
import { missingEntries } from "../../src/medusa/regions"
import type { Ledger } from "../../src/modules/gateway-ledger/ledger"
import type { SearchText } from "../../src/modules/gateway-ledger/types"
import { UNUSED } from "./fill"

/** One thing that somebody waits for; each round asks about other rows. */
export interface Case {
  name: string
  work(round: number): Promise<unknown>
}

const PROVIDERS = ["pp_tegro_main", "pp_tegro_two"]
const LEASE_MS = 150_000
const PAGE = { limit: 20 }
const LAST = { ...PAGE, offset: MOST_COUNTED - PAGE.limit }

/** Somewhere among the rows. */
const some = (round: number, count: number) => 3 * (1 + ((round * 7919) % Math.floor(count / 3)))

/** What a gateway or a shopper waits for, and what the background work does. */
export function workCases({ attempts, inbox, payouts, watch, journal }: Ledger, count: number): Case[] {
  const due = { providers: PROVIDERS, limit: 50, leaseMs: LEASE_MS }
  const at = (round: number) => some(round, count)
  return [
    { name: "what is due at all, by provider", work: () => watch.providersWithWork() },
    { name: "claim 50 due attempts", work: () => attempts.claimDue(due) },
    { name: "claim the live ones", work: () => attempts.claimDue({ ...due, youngerThanMs: 3_600_000 }) },
    { name: "claim 50 due notifications", work: () => inbox.claimDue(due) },
    { name: "claim 50 due payouts", work: () => payouts.claimDue(due) },
    { name: "a turn of the watchdog", work: () => watch.takeOver({ everyMs: 10_000, lateMs: 60_000 }) },
    { name: "calls of a minute", work: () => watch.grantCalls("calls bench", 10, 1_000_000) },
    {
      name: "receive a notification",
      work: (round) => inbox.receive(notification(at(round), `new ${round}`)),
    },
    {
      name: "claim one notification",
      work: (round) => inbox.claim(`gwnot_${padded(2 * at(round))}`, LEASE_MS),
    },
    {
      name: "status route: the attempt of a session",
      work: (round) => attempts.ofSession(`payses_${at(round)}`),
    },
    {
      name: "status route: may it ask the gateway",
      work: (round) => attempts.claimObservation(`payatt_${padded(at(round))}`, 0),
    },
    {
      name: "status route: all attempts of the cart",
      work: (round) => attempts.ofCollections([`paycol_${at(round)}`]),
    },
    {
      name: "status route: write down what was seen",
      work: (round) =>
        attempts.record(
          `payatt_${padded(at(round))}`,
          { fee: String(round), last_observed_at: new Date() },
          { kind: "observed", road: "status" },
        ),
    },
    { name: "payouts of a payment", work: (round) => payouts.ofAttempts([`payatt_${padded(at(round))}`]) },
    { name: "a payment's journal", work: (round) => journal.ofAttempt(`payatt_${padded(at(round))}`) },
  ]
}

/** What the dashboard shows: pages with their counts. */
export function pageCases(ledger: Ledger, knex: Knex, count: number): Case[] {
  const { search, watch, statements, balances } = ledger
  const at = (round: number) => some(round, count)
  const account = { gateway: "tegro", account: "shop" }
  return [
    { name: "connections: traffic", work: () => watch.traffic([...PROVIDERS, UNUSED]) },
    { name: "connections: entries that are missing", work: () => missingEntries(withoutEntries(knex)) },
    { name: "connections: times of the sweep", work: () => watch.sweepTimes() },
    { name: "connections: where the store lives", work: () => ledger.installation.state() },
    { name: "balances of thirty days", work: () => balances.daily(30) },
    { name: "statement of the gateway, first page", work: () => statements.page(account, 1, 50) },
    { name: "payments, newest", work: () => search.attempts({}, PAGE) },
    { name: "payments, oldest", work: () => search.attempts({}, { ...PAGE, oldestFirst: true }) },
    { name: "payments, the last page", work: () => search.attempts({}, LAST) },
    { name: "payments, by status", work: () => search.attempts({ statuses: ["paid"] }, PAGE) },
    { name: "payments, by status, the last page", work: () => search.attempts({ statuses: ["paid"] }, LAST) },
    {
      name: "payments, of two states",
      work: () => search.attempts({ statuses: ["paid", "awaiting"] }, PAGE),
    },
    {
      name: "payments, of a state that is rare",
      work: () => search.attempts({ statuses: ["underpaid"] }, PAGE),
    },
    { name: "payments, of an entry", work: () => search.attempts({ providers: ["pp_tegro_two"] }, PAGE) },
    {
      name: "payments, of an entry that is not used",
      work: () => search.attempts({ providers: [UNUSED] }, PAGE),
    },
    {
      name: "payments, of an entry and a state",
      work: () => search.attempts({ providers: ["pp_tegro_two"], statuses: ["expired"] }, PAGE),
    },
    {
      name: "payments, of an entry and a state that never meet",
      work: () => search.attempts({ providers: ["pp_tegro_two"], statuses: ["paid"] }, PAGE),
    },
    { name: "payments, with problems", work: () => search.attempts({ problem: true }, PAGE) },
    { name: "payments, without problems", work: () => search.attempts({ problem: false }, PAGE) },
    { name: "payments, of a month", work: () => search.attempts(aMonth(), PAGE) },
    { name: "payments, of a month, the last page", work: () => search.attempts(aMonth(), LAST) },
    {
      name: "payments, of a month, of a state that is rare",
      work: () => search.attempts({ ...aMonth(), statuses: ["underpaid"] }, PAGE),
    },
    ...searches("payments", at, (found) => search.attempts({ search: found }, PAGE)),
    { name: "problems, open", work: () => search.problems({ states: ["open"] }, PAGE) },
    { name: "problems, all, the last page", work: () => search.problems({}, { ...PAGE, offset: 1_000 }) },
    { name: "problems, of a kind", work: () => search.problems({ kinds: ["overpaid"] }, PAGE) },
    ...searches("problems", at, (found) => search.problems({ search: found }, PAGE)),
    { name: "notifications, newest", work: () => search.notifications({}, PAGE) },
    { name: "notifications, the last page", work: () => search.notifications({}, LAST) },
    { name: "notifications, settled", work: () => search.notifications({ states: ["done"] }, PAGE) },
    { name: "notifications, failed", work: () => search.notifications({ states: ["failed"] }, PAGE) },
    {
      name: "notifications, of an entry",
      work: () => search.notifications({ providers: ["pp_tegro_two"] }, PAGE),
    },
    {
      name: "notifications, of an entry that is not used",
      work: () => search.notifications({ providers: [UNUSED] }, PAGE),
    },
    {
      name: "notifications, failed, of an entry",
      work: () => search.notifications({ states: ["failed"], providers: ["pp_tegro_two"] }, PAGE),
    },
    ...searches("notifications", at, (found) => search.notifications({ search: found }, PAGE)),
    { name: "payouts, newest", work: () => search.payouts({}, PAGE) },
    { name: "payouts, of a state", work: () => search.payouts({ states: ["sent"] }, PAGE) },
    { name: "payouts, by reference", work: (round) => search.payouts({ text: `out-${round}` }, PAGE) },
  ]
}

/** All that a person can look for. */
function searches(
  list: string,
  at: (round: number) => number,
  search: (found: SearchText) => Promise<unknown>,
): Case[] {
  const found = (text: string, collections: string[] = [], orders: string[] = []) =>
    search({ text, collections, orders })
  return [
    { name: `${list}, by reference`, work: (round) => found(`mpg-${at(round)}`) },
    { name: `${list}, by the beginning of many`, work: () => found("mpg-1") },
    { name: `${list}, by the beginning of some`, work: (round) => found(`mpg-${123 + round}`) },
    { name: `${list}, by the gateway's number`, work: (round) => found(String(1_000_000 + at(round))) },
    { name: `${list}, by an order`, work: (round) => found("#1042", [`paycol_${at(round)}`], ["order_1"]) },
    {
      name: `${list}, by an e-mail of 50 orders`,
      work: (round) =>
        found(
          "a@example.com",
          Array.from({ length: 50 }, (_, i) => `paycol_${at(round + i)}`),
        ),
    },
    { name: `${list}, nothing fits`, work: () => found("nothing of this") },
  ]
}

function aMonth() {
  const to = new Date(Date.now() - 100 * 86_400_000)
  return { from: new Date(to.getTime() - 30 * 86_400_000), to }
}

const padded = (number: number) => String(number).padStart(10, "0")

const notification = (of: number, fingerprint: string) => ({
  ...{ gateway: "tegro", provider_id: "pp_tegro_main", fingerprint, subject: "payment" as const },
  ...{ reference: `mpg-${of}`, gateway_id: null },
  claim: { status: "paid" as const, received: null, currency: "RUB" },
})

/** A Medusa that runs none of the entries which its regions offer. */
const withoutEntries = (knex: Knex) =>
  ({
    resolve: (key: string) => (key === "payment" ? { paymentProviderService_: { __container__: {} } } : knex),
  }) as unknown as MedusaContainer
