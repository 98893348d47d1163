import type { OperationRow, PaymentDetail } from "../../../api/admin/payment-gateways/types"
import { isMoving } from "../data/moving"

const NOW = Date.parse("2026-11-26T10:00:00.000Z")
const MINUTE = 60_000

const payment = (
  state: OperationRow["state"],
  {
    ageMs = MINUTE,
    status = "authorized",
    held = null,
  }: { ageMs?: number; status?: string; held?: string | null } = {},
) =>
  ({
    ...{ status, held },
    operations: [{ state, updated_at: new Date(NOW - ageMs).toISOString() }],
  }) as PaymentDetail

it("a payment is watched closely while something was done at the gateway a moment ago, and not for ever", () => {
  expect(isMoving(payment("asked", { held: "5.00" }), NOW)).toBe(true)
  expect(isMoving(payment("pending", { status: "paid" }), NOW)).toBe(true)
  expect(isMoving(payment("done"), NOW)).toBe(true)
  expect(isMoving(payment("done", { status: "paid" }), NOW)).toBe(false)
  expect(isMoving(payment("failed", { held: "5.00" }), NOW)).toBe(false)
  expect(isMoving(payment("asked", { ageMs: 3 * MINUTE }), NOW)).toBe(false)
  expect(isMoving({ ...payment("done"), operations: [] }, NOW)).toBe(false)
})
