import type { KeptObservation } from "../../../core"
import { tellsMore } from "../compare"

const NUMBER = "755555"

/** What the ledger knows of a payment, by the gateway's own answer about it. */
const known = (change: Partial<KeptObservation> = {}) => {
  const kept = { status: "paid", asked: "1490.50", received: null, ...change } as KeptObservation
  return { status: kept.status, gateway_id: NUMBER, observations: { [NUMBER]: kept } }
}

const listed = (change: Partial<Parameters<typeof tellsMore>[0]> = {}) => ({
  status: "paid" as const,
  gateway_id: NUMBER,
  asked: "1490.50",
  ...change,
})

describe("a listed payment", () => {
  it("that shows what is known tells nothing more, however its sum is written", () => {
    expect(tellsMore(listed(), known())).toBe(false)
    expect(tellsMore(listed({ asked: "1490.50000000" }), known())).toBe(false)
  })

  it.each(["1497.75", "1490.51", "1490.00"])("that shows another sum (%s) tells more", (asked) => {
    expect(tellsMore(listed({ asked }), known())).toBe(true)
  })

  it("of which more has arrived tells more", () => {
    const before = known({ asked: null, received: "500.00" })
    expect(tellsMore(listed({ received: "500" }), before)).toBe(false)
    expect(tellsMore(listed({ received: "600" }), before)).toBe(true)
  })

  it("of which more went back tells more", () => {
    expect(tellsMore(listed({ refunded: "10.00" }), known())).toBe(true)
    expect(tellsMore(listed({ refunded: "10.00" }), known({ refunded: "10" }))).toBe(false)
  })

  it("tells nothing by a sum that the other one does not show", () => {
    expect(tellsMore(listed({ asked: null, received: "1490.50" }), known())).toBe(false)
    expect(tellsMore(listed(), known({ asked: null }))).toBe(false)
  })

  it("that is not paid tells nothing, whatever it asks for", () => {
    expect(tellsMore(listed({ status: "awaiting", asked: "9" }), known({ status: "awaiting" }))).toBe(false)
  })

  it("that another payment of the link is tells more", () => {
    expect(tellsMore(listed({ gateway_id: "755556" }), known())).toBe(true)
  })
})
