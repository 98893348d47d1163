import { problemActions, PROBLEM_CATALOGUE, type ProblemFacts } from "../../index"

const facts = (change: Partial<ProblemFacts>): ProblemFacts => ({
  kind: "overpaid",
  state: "open",
  canBeAsked: true,
  cartIsPlaceable: true,
  ...change,
})

describe("what can be done about a problem", () => {
  it("places an order only of captured money without one, whose cart stands as it was paid", () => {
    const placeable = Object.keys(PROBLEM_CATALOGUE).filter((kind) =>
      problemActions(facts({ kind })).includes("place_order"),
    )
    expect(placeable).toEqual(["no_order"])
    expect(problemActions(facts({ kind: "no_order" }))[0]).toBe("place_order")
    expect(problemActions(facts({ kind: "no_order", cartIsPlaceable: false }))).not.toContain("place_order")
  })

  it("asks no gateway that is not configured any more", () => {
    expect(problemActions(facts({ canBeAsked: false }))).toEqual(["refunded", "resolve"])
  })

  it("returns no money where none came that is the shopper's", () => {
    for (const kind of ["test_payment", "refunded_at_gateway", "reference_mismatch", "payout_unclear"]) {
      expect(problemActions(facts({ kind }))).toEqual(["check", "resolve"])
    }
  })

  it("returns money wherever it is what a person is asked to do, and the sum is that of the problem", () => {
    const asked = Object.entries(PROBLEM_CATALOGUE)
      .filter(([, { todo }]) => /return (what came|the (part|difference|money)|it,|this payment)/i.test(todo))
      .map(([kind]) => kind)
    expect(asked).toContain("entry_missing")
    for (const kind of asked) expect(problemActions(facts({ kind }))).toContain("refunded")
  })

  it("is nothing once it is resolved; kinds of later versions can be resolved", () => {
    expect(problemActions(facts({ state: "resolved" }))).toEqual([])
    expect(problemActions(facts({ kind: "from_the_future" }))).toContain("resolve")
  })
})
