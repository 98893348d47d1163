import { problemChanges } from "../rules/problem-changes"
import type { NewProblem, PaymentProblem, PersonsWord } from "../types"

const planned = (change: Partial<NewProblem> = {}): NewProblem => ({
  ...{ kind: "overpaid", subject: "payatt_1", attempt_id: "payatt_1", provider_id: "pp_tegro_main" },
  ...{
    reference: "mpg-1",
    payment_collection_id: null,
    order_id: null,
    amount: "10.00",
    currency_code: "RUB",
  },
  ...change,
})
const known = (change: Partial<PaymentProblem> = {}) =>
  ({ id: "payprob_1", state: "open", resolved_by: null, ...planned(), ...change }) as PaymentProblem
const resolved = (resolved_by: string | null, amount: string | null = "10.00") =>
  known({ state: "resolved", resolved_by, amount })

/** What is done, in short. */
function done(...parameters: Parameters<typeof problemChanges>): string {
  const { open, change, clear } = problemChanges(...parameters)
  return [
    ...open.map(({ kind }) => `open ${kind}`),
    ...change.map(({ planned: { kind } }) => `change ${kind}`),
    ...clear.map(({ kind }) => `clear ${kind}`),
  ].join(", ")
}

describe("what is done to bring problems to a plan", () => {
  it.each<[string, PaymentProblem[], NewProblem[], string]>([
    ["nothing, where nothing is wrong", [], [], ""],
    ["a missing one is opened", [], [planned()], "open overpaid"],
    ["an open one stays", [known()], [planned()], ""],
    ["an open one that is not planned goes", [known()], [], "clear overpaid"],
    [
      "another kind is another problem",
      [known()],
      [planned({ kind: "orphan" })],
      "open orphan, clear overpaid",
    ],
    [
      "another subject is another problem",
      [known()],
      [planned({ subject: "x" })],
      "open overpaid, clear overpaid",
    ],
    ["another amount is corrected", [known()], [planned({ amount: "11" })], "change overpaid"],
    ["another spelling is no other amount", [known({ amount: "10.00000000" })], [planned()], ""],
    ["an unknown amount is another one", [known()], [planned({ amount: null })], "change overpaid"],
    ["an order that came later is noted", [known()], [planned({ order_id: "order_1" })], "change overpaid"],
    ["an order that is not known stays", [known({ order_id: "order_1" })], [planned()], ""],
    ["one without a payment gets it", [known({ attempt_id: null })], [planned()], "change overpaid"],
    ["what a person settled stays settled", [resolved("user_1")], [planned()], ""],
    [
      "what a person settled is news for another sum",
      [resolved("user_1")],
      [planned({ amount: "9" })],
      "open overpaid",
    ],
    [
      "what a person settled without a sum stays settled",
      [resolved("user_1", null)],
      [planned({ amount: null })],
      "",
    ],
    ["what went away by itself comes back", [resolved(null)], [planned()], "open overpaid"],
    [
      "an open one is corrected whatever was settled before",
      [resolved("user_1", "9"), known()],
      [planned({ amount: "9" })],
      "change overpaid",
    ],
    ["what is planned twice is one problem", [], [planned(), planned()], "open overpaid"],
  ])("%s", (_, rows, plan, what) => {
    expect(done(rows, plan)).toBe(what)
  })

  it("a sum that came once more is news to a plan that knew what the person had said of the first", () => {
    const at = new Date(1_000)
    const settled = { ...resolved("user_1"), resolved_at: at }
    const word = (facts: object = {}) =>
      ({ kind: "overpaid", subject: "payatt_1", at: at.toISOString(), ...facts }) as PersonsWord
    expect(done([settled], [planned()], { words: [word()] })).toBe("open overpaid")
    expect(done([settled], [planned()], { words: [] })).toBe("")
    expect(done([settled], [planned()], { words: [word({ subject: "payatt_2" })] })).toBe("")
    expect(done([settled], [planned()], { words: [word({ kind: "orphan" })] })).toBe("")
    // Made before the second word was said: the next plan knows it.
    const again = { ...settled, resolved_at: new Date(2_000) }
    expect(done([settled, again], [planned()], { words: [word()] })).toBe("")
  })

  it("one that a refund opened in the middle of a look is not cleared by it", () => {
    const since = new Date(1_000)
    const opened = (at: number) => [known({ kind: "refund_owed", created_at: new Date(at) })]
    expect(done(opened(999), [], { since })).toBe("clear refund_owed")
    expect(done(opened(1_000), [], { since })).toBe("")
    expect(done(opened(2_000), [planned({ kind: "refund_owed", amount: "9" })], { since })).toBe(
      "change refund_owed",
    )
  })
})
