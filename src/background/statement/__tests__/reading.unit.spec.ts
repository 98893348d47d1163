import type { SeenEntry } from "../../../modules/gateway-ledger"
import { depthDue, EndOfList, isGivenUp, nextReadings, retryIn } from "../reading"

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 26)
const MARKS = [{ mark: "k3x9a", since: 0 }]
const at = (ms: number) => new Date(NOW + ms)

let drawn = 0
const seen = (ageMs: number, more: Partial<SeenEntry> = {}): SeenEntry => ({
  gateway_id: String(++drawn),
  reference: "mpg-k3x9a-3oyqzc33e960ykyq",
  isNew: false,
  isChanged: false,
  made_at: at(-ageMs),
  ...more,
})
const foreign = (more: Partial<SeenEntry> = {}) => seen(DAY, { reference: "order-17", isNew: true, ...more })

describe("how far back an account's list is read", () => {
  const state = (recent: number, old: number) =>
    ({ next_recent_at: at(recent), next_old_at: at(old) }) as Parameters<typeof depthDue>[0]

  it.each([
    ["to what is known, mostly", state(1, 1), "new"],
    ["past everything that may still be paid, once an hour", state(0, 1), "recent"],
    ["past everything that may be returned, once a day", state(0, 0), "old"],
  ])("%s", (_, account, depth) => expect(depthDue(account, NOW)).toBe(depth))

  it("counts a deeper reading for the shallower ones", () => {
    expect(nextReadings({ page: 2, depth: "new" })).toEqual({ next_read_at: HOUR / 6 })
    expect(nextReadings({ page: 2, depth: "old" })).toEqual({
      next_read_at: HOUR / 6,
      next_recent_at: HOUR,
      next_old_at: DAY,
    })
  })

  it("is read less often where it is long: about one call a minute at most", () => {
    expect(nextReadings({ page: 200, depth: "recent" }).next_recent_at).toBe(200 * 60_000)
  })
})

describe("the end of a reading", () => {
  const reading = (depth: "new" | "recent" | "old", isPastKnown = false) => {
    const end = new EndOfList({ read_at: at(-HOUR) }, { depth, since: at(0), isPastKnown }, MARKS)
    return (...rows: SeenEntry[]) => end.isReachedBy(rows)
  }

  it("is the first page on which everything was known before", () => {
    const isEnd = reading("new")
    expect(isEnd(seen(0, { isNew: true }), seen(DAY))).toBe(false)
    expect(isEnd(seen(DAY), seen(2 * DAY))).toBe(true)
  })

  it("does not come on a page of which something has changed, since more may have", () => {
    expect(reading("new")(seen(DAY), seen(2 * DAY, { isChanged: true }))).toBe(false)
  })

  it("comes after everything that may still be paid, or returned", () => {
    expect(reading("recent")(seen(3 * DAY))).toBe(false)
    expect(reading("recent")(seen(5 * DAY))).toBe(true)
    expect(reading("old")(seen(44 * DAY))).toBe(false)
    expect(reading("old")(seen(46 * DAY))).toBe(true)
  })

  it("comes with the list's own end, and where a list shows its last page again", () => {
    expect(reading("old")()).toBe(true)
    const isEnd = reading("old")
    const same = seen(0, { isNew: true })
    expect([isEnd(same), isEnd(same)]).toEqual([false, true])
  })

  it("is not a page of which some rows were seen a page before, since pages shift while one reads", () => {
    const isEnd = reading("new")
    const [first, second, third] = [1, 2, 3].map(() => seen(0, { isNew: true })) as [
      SeenEntry,
      SeenEntry,
      SeenEntry,
    ]
    expect([isEnd(first, second), isEnd(second, third)]).toEqual([false, false])
  })

  it("of a list that was never read comes after some pages that show nothing of this store", () => {
    const first = () =>
      new EndOfList({ read_at: null }, { depth: "old", since: at(0), isPastKnown: false }, MARKS)
    const own = seen(DAY, { isNew: true })
    let end = first()
    expect([[foreign()], [foreign()], [foreign(), own]].map((page) => end.isReachedBy(page))).toEqual([
      false,
      false,
      false,
    ])
    end = first()
    expect([[foreign()], [foreign()], [foreign()]].map((page) => end.isReachedBy(page))).toEqual([
      false,
      false,
      true,
    ])
  })

  it("does not come before what is known, however much others have sold since", () => {
    const isEnd = reading("new")
    for (let i = 0; i < 20; i++) expect(isEnd(foreign())).toBe(false)
    expect(isEnd(seen(DAY))).toBe(true)
  })

  it("comes soon in the history of others, which nobody has ever read", () => {
    const isEnd = reading("recent")
    expect(isEnd(seen(DAY))).toBe(false)
    expect([isEnd(foreign()), isEnd(foreign()), isEnd(foreign())]).toEqual([false, false, true])
    const goesOn = reading("recent", true)
    expect([goesOn(foreign()), goesOn(foreign()), goesOn(foreign())]).toEqual([false, false, true])
  })
})

it("begins at the first page again when one behind it fails three times", () => {
  expect([0, 1, 2, 7].map((failures) => isGivenUp({ page: 4 }, failures))).toEqual([false, false, true, true])
  expect(isGivenUp({ page: 1 }, 7)).toBe(false)
})

it("tries a list that cannot be read again after 1, 2, 4, … minutes, at most an hour", () => {
  expect([0, 1, 2, 5, 6, 60].map(retryIn)).toEqual([1, 2, 4, 32, 60, 60].map((minutes) => minutes * 60_000))
})
