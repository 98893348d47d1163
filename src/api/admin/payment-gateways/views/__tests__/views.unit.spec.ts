import type { Actor, PayoutPolicy } from "../../../../../core"
import type { GatewayNotification, JournalRow } from "../../../../../modules/gateway-ledger"
import type { PaymentRow } from "../../types"
import { CSV_HEAD, csvLines } from "../csv"
import { statementRow, type Listed, type OurSide } from "../differences"
import { permissions } from "../payout-rows"
import { timelineOf } from "../timeline"
import { decimal } from "../values"

describe("an amount", () => {
  it("has its currency's digits, keeps what is finer, and is left alone without a currency", () => {
    expect(decimal("1490.50000000", "RUB")).toBe("1490.50")
    expect(decimal("74.52500000", "RUB")).toBe("74.525")
    expect(decimal("500", "JPY")).toBe("500")
    expect(decimal("1.10000", null)).toBe("1.10000")
    expect(decimal(null, "RUB")).toBeNull()
  })
})

describe("a line of the export", () => {
  const row: PaymentRow = {
    id: "payatt_1",
    provider_id: "pp_tegro_main",
    reference: "mpg-1",
    gateway_id: null,
    amount: "1490.50",
    currency_code: "rub",
    status: "paid",
    received: null,
    fee: null,
    test: false,
    held_for: null,
    open_problems: 0,
    created_at: "2026-11-23T00:00:00.000Z",
    order: null,
    cart_id: null,
    email: null,
  }
  const emailCell = (email: string) => csvLines([{ ...row, email }])

  it.each(["=1+1", "+1", "-1", "@sum(a1)", "\tx", "\rx"])("runs no formula: %j", (email) => {
    expect(emailCell(email)).toContain(`'${email}`)
  })

  it("quotes what would break a table, and leaves amounts plain", () => {
    expect(emailCell('a"b,c\n@x')).toContain('"a""b,c\n@x"')
    expect(csvLines([{ ...row, amount: "-5.00" }])).toContain(",-5.00,")
    expect(csvLines([row])).toContain(",paid,1490.50,,,rub,no,,0\r\n")
    expect(CSV_HEAD.split(",")).toHaveLength(csvLines([row]).split(",").length)
  })
})

describe("the gateway's list beside ours", () => {
  const listed: Listed = {
    status: "paid",
    reference: "mpg-1",
    gateway_id: "7",
    asked: "1490.50000000",
    received: null,
    currency_code: "RUB",
  }
  const ours: OurSide = {
    id: "payatt_1",
    gateway_id: "7",
    status: "paid",
    amount: "1490.50",
    received: null,
    currency_code: "RUB",
    captured: "1490.5",
  }
  const differences = (their: Partial<Listed>, our: Partial<OurSide> = {}) =>
    statementRow({ ...listed, ...their }, { ...ours, ...our }).differences

  it("shows no difference where there is none, nor where no money came on either side", () => {
    expect(differences({})).toEqual([])
    expect(differences({ status: "awaiting" }, { status: "expired", captured: null })).toEqual([])
  })

  it.each(["failed", "canceled", "expired"] as const)(
    "shows a payment that is %s at the gateway and waited for here",
    (status) => {
      for (const waiting of ["created", "awaiting"] as const) {
        expect(differences({ status }, { status: waiting, captured: null })).toEqual(["status"])
      }
      expect(differences({ status }, { status: "failed", captured: null })).toEqual([])
    },
  )

  it("shows each kind of difference", () => {
    expect(differences({}, { status: "awaiting", captured: null })).toEqual(["status", "not_captured"])
    expect(differences({ asked: "1490.49" })).toEqual(["amount"])
    expect(differences({ asked: "nonsense" })).toEqual(["amount"])
    expect(differences({ currency_code: "USD" })).toEqual(["currency"])
    expect(differences({}, { captured: "1490.49" })).toEqual(["not_captured"])
    expect(statementRow(listed, undefined)).toMatchObject({ ours: null, differences: ["unknown_here"] })
  })

  it("misses nothing of a hold that was captured in part, and goes by what came", () => {
    const part = { asked: null, received: "1000.00" }
    expect(differences(part, { received: "1000.00", captured: "1000" })).toEqual([])
    expect(
      differences({ asked: null, received: "1490.50" }, { received: "1000.00", captured: "1000" }),
    ).toEqual([])
    expect(differences(part, { received: "1000.00", captured: "999.99" })).toEqual(["not_captured"])
    expect(differences({ received: "0" }, { captured: "0" })).toEqual(["not_captured"])
    expect(differences({ status: "authorized" }, { status: "authorized", captured: "0" })).toEqual([])
  })

  it("does not take a second payment of one reference for the one that the ledger knows", () => {
    expect(differences({ gateway_id: "8" })).toEqual(["unknown_here"])
  })
})

describe("the story of a payment", () => {
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second))
  const anna = { id: "user_1", email: "anna@example.com", api_key: null }
  const entry = (second: number, kind: JournalRow["kind"], rest: Partial<JournalRow> = {}): JournalRow => ({
    ...{ id: String(second), attempt_id: "payatt_1", payout_id: null, problem_id: null, road: "sweep" },
    ...{ action: null, actor_id: null, change: null, details: null, note: null },
    ...{ kind, created_at: at(second) },
    ...rest,
  })
  const story = (journal: JournalRow[], notifications: GatewayNotification[] = []) => {
    const facts = { attempt: { currency_code: "RUB" }, journal, notifications }
    const problems = [{ id: "payprob_1", kind: "overpaid" }]
    return timelineOf({ ...facts, problems }, (id) => (id ? anna : null))
  }
  const problem = {
    problem_id: "payprob_1",
    details: { kind: "overpaid", amount: "12.3", currency_code: "RUB" },
  }

  it("is the journal, in the order in which it happened", () => {
    const told = story([
      entry(0, "opened", { change: { status: "created", received: null, cleared_at: null } }),
      entry(1, "observed", { change: { status: "underpaid", received: "200" } }),
      entry(2, "observed", { change: { codes: ["accept"] } }),
      entry(3, "decided", { change: { status: "paid", cleared_at: at(3).toISOString() } }),
      entry(4, "done", { details: { step: "capture" } }),
      entry(5, "failed", { details: { step: "placeOrder" }, note: "no stock" }),
      entry(6, "problem_opened", problem),
      entry(7, "said", { ...problem, details: null, road: "admin", action: "check", actor_id: "user_1" }),
      entry(8, "said", {
        ...problem,
        details: null,
        action: "refunded",
        actor_id: "user_1",
        note: "returned",
      }),
      entry(9, "payout_moved", {
        payout_id: "payout_1",
        details: { state: "sent", amount: "5", currency_code: "AZN" },
      }),
    ])
    expect(told.map(({ at: _, ...event }) => event)).toEqual([
      { type: "created" },
      { type: "observed", status: "underpaid", received: "200.00", road: "sweep" },
      { type: "observed", status: "paid", received: "200.00", road: "sweep" },
      { type: "cleared" },
      { type: "step", step: "capture", done: true, note: null, road: "sweep" },
      { type: "step", step: "placeOrder", done: false, note: "no stock", road: "sweep" },
      { type: "problem_opened", id: "payprob_1", kind: "overpaid", amount: "12.30" },
      { type: "action", action: "check", by: anna, note: null },
      { type: "problem_resolved", id: "payprob_1", kind: "overpaid", by: anna, note: "returned" },
      { type: "payout", id: "payout_1", state: "sent", amount: "5.00", currency_code: "azn", note: null },
    ])
  })

  it("shows what a problem of no person was ended by, and what the shopper did", () => {
    const told = story([
      entry(1, "said", { road: "checkout", action: "sent" }),
      entry(2, "problem_cleared", { ...problem, note: "It went away by itself." }),
    ])
    expect(told).toEqual([
      expect.objectContaining({ type: "action", action: "sent", by: null }),
      expect.objectContaining({ type: "problem_resolved", by: null, note: "It went away by itself." }),
    ])
  })

  it("of a payment that is older than its journal begins with what is known of it", () => {
    const change = {
      status: "paid",
      received: "1490.5",
      cleared_at: at(5).toISOString(),
      superseded_at: null,
    }
    const details = { last_observed_at: at(4).toISOString() }
    const told = story([entry(0, "opened", { road: "upgrade", change, details })])
    expect(told).toEqual([
      { at: at(0).toISOString(), type: "created" },
      { at: at(4).toISOString(), type: "observed", status: "paid", received: "1490.50", road: null },
      { at: at(5).toISOString(), type: "cleared" },
    ])
  })

  it("has no step without a name", () => {
    const told = story([
      entry(0, "opened"),
      entry(1, "done", { change: { status: "awaiting" } }),
      entry(2, "failed", { note: "the gateway does not answer" }),
    ])
    expect(told.map(({ at: _, ...event }) => event)).toEqual([
      { type: "created" },
      { type: "observed", status: "awaiting", received: null, road: "sweep" },
      { type: "step", step: "observe", done: false, note: "the gateway does not answer", road: "sweep" },
    ])
  })

  it("tells of each operation at the gateway how far it came, and why it failed", () => {
    const details = { operation: "refund", state: "asked", amount: "90.5", currency_code: "RUB" }
    const told = story([
      entry(0, "operation_opened", { details, actor_id: "user_1" }),
      entry(1, "operation_moved", { details: { ...details, state: "failed" }, note: "insufficient_funds" }),
    ])
    const refund = { type: "operation", operation: "refund", amount: "90.50" }
    expect(told).toEqual([
      { ...refund, at: at(0).toISOString(), state: "asked", by: anna, note: null },
      { ...refund, at: at(1).toISOString(), state: "failed", by: null, note: "insufficient_funds" },
    ])
  })

  it("has notifications at their times", () => {
    const claim = { status: "paid", received: null, currency: null } as const
    const notification = { id: "gwnot_1", claim, created_at: at(1), deliveries: 1, state: "done" }
    const journal = [entry(0, "opened"), entry(2, "observed", { change: { status: "paid" } })]
    const told = story(journal, [notification as unknown as GatewayNotification])
    expect(told.map(({ type }) => type)).toEqual(["created", "notification", "observed"])
  })
})

describe("what an admin may do with a payout", () => {
  const policy: PayoutPolicy = {
    currencies: ["AZN"],
    min: null,
    max: null,
    twoPersonPayouts: true,
    allowApiKeys: false,
  }
  const anna = { actor_id: "user_anna", actor_type: "user" }
  const may = (state: "draft" | "approved" | "sent", actor: Actor = anna, asked = ["user_boris"]) =>
    permissions(state, policy, { ...actor, account: null }, asked)

  it("follows the merchant's rules and the payout's state", () => {
    expect(may("draft")).toEqual({ may_approve: true, may_cancel: true })
    expect(may("draft", anna, ["user_anna"])).toEqual({ may_approve: false, may_cancel: true })
    expect(may("draft", anna, ["apk_1", "user_anna"])).toEqual({ may_approve: false, may_cancel: true })
    expect(may("approved")).toEqual({ may_approve: true, may_cancel: true })
    expect(may("sent")).toEqual({ may_approve: false, may_cancel: false })
    expect(may("draft", { actor_id: "apk_1", actor_type: "api-key" })).toEqual({
      may_approve: false,
      may_cancel: false,
    })
  })

  it("lets an admin cancel what is not sent any more since payouts were switched off, and no key", () => {
    const key = { actor_id: "apk_1", actor_type: "api-key" }
    const allowed = (state: "draft" | "sent", actor: Actor) =>
      permissions(state, undefined, { ...actor, account: null }, ["x"])
    expect(allowed("draft", anna)).toEqual({ may_approve: false, may_cancel: true })
    expect(allowed("draft", key)).toEqual({ may_approve: false, may_cancel: false })
    expect(allowed("sent", anna).may_cancel).toBe(false)
  })
})
