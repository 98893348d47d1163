import {
  admitOperation,
  isOpenOperation,
  nextTryIn,
  OPERATION_REACHED_FROM,
  OPERATION_STATES,
  type KnownOperation,
  type WantedOperation,
} from "../operation-state"

const known = (facts: Partial<KnownOperation>): KnownOperation => ({
  id: "payop_1",
  kind: "refund",
  state: "done",
  amount: 4000n,
  subjectId: "ref_1",
  ...facts,
})

const wanted = (facts: Partial<WantedOperation> = {}): WantedOperation => ({
  kind: "refund",
  amount: 4000n,
  subjectId: "ref_2",
  limit: 10_000n,
  subjects: new Set(["ref_1", "ref_2"]),
  inParts: false,
  ...facts,
})

describe("a refund that is asked for", () => {
  it("is a new one beside those that Medusa has on record, up to what was captured", () => {
    expect(admitOperation([known({})], wanted())).toEqual({ kind: "new" })
    expect(
      admitOperation([known({}), known({ id: "payop_3", subjectId: "ref_2", state: "failed" })], wanted()),
    ).toEqual({ kind: "new" })
    expect(admitOperation([known({ amount: 6000n })], wanted({ amount: 4000n }))).toEqual({ kind: "new" })
    expect(admitOperation([known({ amount: 6000n })], wanted({ amount: 4001n }))).toEqual({
      kind: "refused",
      code: "more_than_left",
    })
  })

  it("is the same one when it is asked for again, whatever Medusa calls it by then", () => {
    const lost = known({ state: "asked" })
    expect(admitOperation([lost], wanted({ subjectId: "ref_1" }))).toEqual({ kind: "same", id: "payop_1" })
    const taken = wanted({ subjects: new Set(["ref_2"]) })
    for (const state of ["asked", "pending", "done"] as const) {
      expect(admitOperation([known({ state })], taken)).toEqual({ kind: "same", id: "payop_1" })
    }
    expect(admitOperation([known({ state: "failed" })], taken)).toEqual({ kind: "new" })
  })

  it("is the same one that was begun again after it had failed", () => {
    const failed = known({ id: "payop_1", subjectId: "ref_2", state: "failed" })
    const done = known({ id: "payop_2", subjectId: "ref_2" })
    expect(admitOperation([failed, done], wanted())).toEqual({ kind: "same", id: "payop_2" })
  })

  it("of another sum counts what Medusa took back, since it may have gone out", () => {
    const taken = wanted({ amount: 7000n, subjects: new Set(["ref_2"]) })
    expect(admitOperation([known({ state: "asked" })], taken)).toEqual({
      kind: "refused",
      code: "more_than_left",
    })
  })
})

it("a refund waits for a capture whose end nobody knows, since there may be nothing to return", () => {
  const refund = wanted({ kind: "refund", subjectId: "ref_1" })
  for (const state of ["asked", "pending"] as const)
    expect(admitOperation([known({ kind: "capture", state })], refund)).toMatchObject({
      code: "operation_in_progress",
    })
  for (const state of ["done", "failed"] as const)
    expect(admitOperation([known({ kind: "capture", state })], refund)).toEqual({ kind: "new" })
})

describe("a capture that is asked for", () => {
  const capture = (facts: Partial<KnownOperation> = {}) =>
    known({ kind: "capture", subjectId: "capt_1", ...facts })
  const want = (facts: Partial<WantedOperation> = {}) =>
    wanted({ kind: "capture", subjectId: "capt_2", subjects: new Set(["capt_1", "capt_2"]), ...facts })

  it("waits for one that has no answer yet, and comes once where the gateway captures once", () => {
    expect(admitOperation([capture({ state: "asked" })], want())).toEqual({
      kind: "refused",
      code: "operation_in_progress",
    })
    expect(admitOperation([capture()], want())).toEqual({ kind: "refused", code: "hold_captured" })
    expect(admitOperation([capture()], want({ inParts: true }))).toEqual({ kind: "new" })
    expect(admitOperation([capture()], want({ inParts: true, amount: 6001n }))).toEqual({
      kind: "refused",
      code: "more_than_left",
    })
  })

  it("never comes beside a void, nor a void beside it", () => {
    const voided = known({ kind: "void", subjectId: null, amount: 10_000n })
    expect(admitOperation([voided], want())).toEqual({ kind: "refused", code: "hold_voided" })
    const toVoid = want({ kind: "void", subjectId: null, amount: 10_000n })
    expect(admitOperation([capture({ state: "asked" })], toVoid)).toEqual({
      kind: "refused",
      code: "hold_captured",
    })
    expect(admitOperation([voided], toVoid)).toEqual({ kind: "same", id: "payop_1" })
    expect(admitOperation([capture({ state: "failed" })], toVoid)).toEqual({ kind: "new" })
  })
})

describe("an operation at a gateway", () => {
  const reaches = (state: (typeof OPERATION_STATES)[number]) =>
    OPERATION_STATES.filter((next) => OPERATION_REACHED_FROM[next].includes(state))

  it("ends once, but what the gateway shows as done is done, whatever it said before", () => {
    expect(Object.fromEntries(OPERATION_STATES.map((state) => [state, reaches(state)]))).toEqual({
      asked: ["pending", "done", "failed"],
      pending: ["pending", "done", "failed"],
      done: [],
      failed: ["done"],
    })
    expect(OPERATION_STATES.filter((state) => isOpenOperation({ state }))).toEqual(["asked", "pending"])
  })

  it("is tried again soon, and less and less often, and never given up", () => {
    const [second, minute, hour] = [1_000, 60_000, 3_600_000]
    const ages = [0, 59 * second, minute, 9 * minute, 10 * minute, 2 * hour, 47 * hour, 48 * hour, 999 * hour]
    const inSeconds = [10, 10, 60, 60, 600, 3600, 3600, 6 * 3600, 6 * 3600]
    expect(ages.map((age) => nextTryIn(age) / second)).toEqual(inSeconds)
  })
})
