import { PAYMENT_STATUSES } from "../../../../core"
import { pollAfter, type Watched } from "../sessions/poll-pace"

const MINUTE = 60_000
const after = (change: Partial<Watched>) =>
  pollAfter({ status: "awaiting", ageMs: 0, hasOrder: false, isOver: false, ...change })

it("looks often at first and seldom later", () => {
  const pace = [0, 3, 20, 60, 24 * 60].map((minutes) => after({ ageMs: minutes * MINUTE }))
  expect(pace).toEqual([2_000, 4_000, 10_000, 30_000, 120_000])
})

it("looks often while money is on its way, but not for ever", () => {
  expect(after({ status: "processing", ageMs: 20 * MINUTE })).toBe(2_000)
  expect(after({ status: "underpaid", ageMs: 20 * MINUTE })).toBe(2_000)
  expect(after({ status: "processing", ageMs: 60 * MINUTE })).toBe(30_000)
})

it("waits for the order of what is paid, and then stops", () => {
  expect(after({ status: "paid" })).toBe(2_000)
  expect(after({ status: "paid", hasOrder: true })).toBeNull()
})

it.each(PAYMENT_STATUSES)("stops when %s is all that will come", (status) => {
  expect(after({ status, isOver: true })).toBeNull()
  const isFinal = ["expired", "canceled", "failed", "refunded"].includes(status)
  expect(after({ status }) === null).toBe(isFinal)
})
