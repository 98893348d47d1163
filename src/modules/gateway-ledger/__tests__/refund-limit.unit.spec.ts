import { refundFits } from "../rules/refund-limit"

type Payouts = Parameters<typeof refundFits>[2]
type Owed = Parameters<typeof refundFits>[3]

const payout = (refund_id: string | null, amount: string, state: Payouts[number]["state"] = "sent") => ({
  ...{ id: `payout_${refund_id}`, refund_id, amount, state },
})
const owed = (
  refund_id: string | null,
  amount: string | null,
  resolved_by?: string | null,
): Owed[number] => ({
  ...{ refund_id, amount, state: resolved_by === undefined ? "open" : "resolved" },
  resolved_by: resolved_by ?? null,
})

describe("a refund of 100.00 out of 500.00", () => {
  it.each<[string, Payouts, Owed, boolean]>([
    ["fits where nothing was refunded", [], [], true],
    ["fits exactly", [payout("a", "400.00")], [], true],
    ["does not fit by one kopeck", [payout("a", "400.01")], [], false],
    ["counts payouts of no refund", [payout(null, "400.01")], [], false],
    [
      "does not count payouts that did not come about",
      [payout("a", "500", "canceled"), payout("b", "500", "declined")],
      [],
      true,
    ],
    ["counts what is owed by hand", [], [owed("a", "400.01")], false],
    ["counts what a person has returned", [], [owed("a", "400.01", "user_1")], false],
    ["does not count what is not owed any more", [], [owed("a", "500.00", null)], true],
    [
      "does not count what a canceled order owes: no refund of Medusa stands behind it",
      [],
      [owed(null, "500.00")],
      true,
    ],
    ["counts a refund once that is paid out and owed", [payout("a", "400.00")], [owed("a", "400.00")], true],
    [
      "counts a refund once that was owed twice, by its larger sum",
      [],
      [owed("a", "400.00", "user_1"), owed("a", "390.00")],
      true,
    ],
    ["counts each refund", [payout("a", "200.00")], [owed("b", "200.01")], false],
  ])("%s", (_, payouts, problems, fits) => {
    const attempt = { amount: "500.00", currency_code: "RUB" }
    expect(refundFits(attempt, "100.00", payouts, problems)).toBe(fits)
  })
})
