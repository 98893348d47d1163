import type { Observation, PayoutPolicy } from "../../../../../core"
import type { PaymentAttempt, PaymentProblem } from "../../../../../modules/gateway-ledger"
import type { PaymentRow } from "../../types"
import { CSV_HEAD, csvLines } from "../csv"
import { statementRow, type OurSide } from "../differences"
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
  const listed: Observation = {
    status: "paid",
    code: "1",
    reference: "mpg-1",
    gatewayId: "7",
    account: null,
    asked: "1490.50000000",
    received: null,
    currency: "RUB",
    fee: null,
    test: false,
    paidAt: null,
    raw: {},
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
  const differences = (their: Partial<Observation>, our: Partial<OurSide> = {}) =>
    statementRow({ ...listed, ...their }, { ...ours, ...our }).differences

  it("shows no difference where there is none, nor where no money came on either side", () => {
    expect(differences({})).toEqual([])
    expect(differences({ status: "awaiting" }, { status: "expired", captured: null })).toEqual([])
  })

  it("shows each kind of difference", () => {
    expect(differences({}, { status: "awaiting", captured: null })).toEqual(["status", "not_captured"])
    expect(differences({ asked: "1490.49" })).toEqual(["amount"])
    expect(differences({ asked: "nonsense" })).toEqual(["amount"])
    expect(differences({ currency: "USD" })).toEqual(["currency"])
    expect(differences({}, { captured: "1490.49" })).toEqual(["not_captured"])
    expect(statementRow(listed, undefined)).toMatchObject({ ours: null, differences: ["unknown_here"] })
  })

  it("does not take a second payment of one reference for the one that the ledger knows", () => {
    expect(differences({ gatewayId: "8" })).toEqual(["unknown_here"])
  })
})

describe("the story of a payment", () => {
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second))
  const attempt = {
    id: "payatt_1",
    currency_code: "RUB",
    status: "paid",
    received: "1490.5",
    created_at: at(0),
    last_observed_at: at(5),
    cleared_at: at(5),
    superseded_at: null,
    cancel_requested_at: null,
  } as PaymentAttempt
  const problem = {
    id: "payprob_1",
    kind: "overpaid",
    amount: "12.3",
    currency_code: "RUB",
    created_at: at(5),
    resolved_at: at(9),
    resolved_by: "user_1",
    note: "returned",
  } as PaymentProblem

  it("is told in the order in which it happened, causes before what they caused", () => {
    const anna = { id: "user_1", email: "anna@example.com", api_key: null }
    const story = timelineOf({ attempt, notifications: [], problems: [problem] }, (id) => (id ? anna : null))
    expect(story.map(({ type }) => type)).toEqual([
      "created",
      "observed",
      "problem_opened",
      "cleared",
      "problem_resolved",
    ])
    expect(story.at(-1)).toMatchObject({ by: anna, note: "returned" })
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
  const may = (state: "draft" | "approved" | "sent", actor = anna, requested_by = "user_boris") =>
    permissions({ state, requested_by }, policy, actor)

  it("follows the merchant's rules and the payout's state", () => {
    expect(may("draft")).toEqual({ may_approve: true, may_cancel: true })
    expect(may("draft", anna, "user_anna")).toEqual({ may_approve: false, may_cancel: true })
    expect(may("approved")).toEqual({ may_approve: true, may_cancel: true })
    expect(may("sent")).toEqual({ may_approve: false, may_cancel: false })
    expect(may("draft", { actor_id: "apk_1", actor_type: "api-key" })).toEqual({
      may_approve: false,
      may_cancel: false,
    })
    expect(permissions({ state: "draft", requested_by: "x" }, undefined, anna).may_approve).toBe(false)
  })
})
