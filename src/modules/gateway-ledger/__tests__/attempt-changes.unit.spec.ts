import { changedColumns, differences, foldJournal, journaledChange } from "../rules/attempt-changes"
import type { PaymentAttempt } from "../types"

const NOW = new Date("2026-01-01T00:00:00Z")
const attempt = (change: Partial<PaymentAttempt> = {}) =>
  ({
    ...{ status: "awaiting", claims: {}, observations: {}, codes: [], words: [], currency_code: "RUB" },
    ...{ claimed_at: null, cleared_at: null, received: null, updated_at: NOW },
    ...change,
  }) as unknown as PaymentAttempt

describe("a change of an attempt", () => {
  it("is what is another value, and not what is spelled otherwise or not said", () => {
    const row = attempt({ claims: { paid: { received: "1.00", currency: null } }, cleared_at: NOW })
    const same = { claims: { paid: { currency: null, received: "1.00" } }, cleared_at: new Date(NOW) }
    expect(differences(row, { ...same, received: undefined })).toEqual({})
    expect(differences(row, { received: "1", cleared_at: null })).toEqual({ received: "1", cleared_at: null })
  })

  it("takes no status back, and sets the time of the first claim once", () => {
    const claim = { status: "paid", received: null, currency: "RUB" } as const
    const first = changedColumns(attempt({ status: "paid" }), { status: "canceled", claim }, NOW)
    expect(first).toMatchObject({ status: "paid", claimed_at: NOW })
    const later = changedColumns(attempt({ claimed_at: NOW }), { claim }, new Date())
    expect(later).not.toHaveProperty("claimed_at")
    const other = changedColumns(attempt(), { claim: { ...claim, status: "awaiting" } }, NOW)
    expect(other).not.toHaveProperty("claimed_at")
  })

  it("is nothing but a step forward where a later question is answered already", () => {
    const later = new Date(NOW.getTime() + 1_000)
    const row = attempt({ answered_at: later, last_observed_at: later, received: "50.00" })
    const change = { answered_at: NOW, last_observed_at: NOW, received: "30.00", status: "paid" } as const
    const columns = changedColumns(row, change, later)
    expect({ ...row, ...columns }).toMatchObject({
      answered_at: later,
      last_observed_at: later,
      received: "50.00",
      status: "paid",
    })
  })

  it("counts by itself again after a clock had been ahead", () => {
    const ahead = new Date(NOW.getTime() + 86_400_000)
    const row = attempt({ answered_at: ahead, last_observed_at: ahead, received: "50.00" })
    const change = { answered_at: NOW, last_observed_at: NOW, received: "80.00" }
    expect(changedColumns(row, change, NOW)).toMatchObject(change)
  })

  it("is journaled without the times of looks, and folds to the row", () => {
    const before = attempt()
    const after = attempt({ status: "paid", cleared_at: NOW, answered_at: NOW, next_check_at: NOW })
    const change = journaledChange(before, after)
    expect(change).toEqual({ status: "paid", cleared_at: NOW.toISOString() })
    const entries = [{ change: { status: "awaiting", received: null } }, { change: null }, { change }]
    expect(foldJournal(entries)).toMatchObject({
      status: "paid",
      received: null,
      cleared_at: NOW.toISOString(),
    })
  })
})
