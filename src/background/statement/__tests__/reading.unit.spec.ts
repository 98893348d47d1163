import type { SeenEntry } from "../../../modules/gateway-ledger"
import { depthDue, endOfList, nextReadings, retryIn } from "../reading"

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 26)
const MARKS = [{ mark: "k3x9a", since: 0 }]
const at = (ms: number) => new Date(NOW + ms)

const seen = (ageMs: number, more: Partial<SeenEntry> = {}): SeenEntry => ({
  reference: "mpg-k3x9a-3oyqzc33e960ykyq",
  isNew: false,
  isChanged: false,
  isRepeated: false,
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
    const reading = { since: at(0), page: 2 }
    expect(nextReadings({ ...reading, depth: "new" }, NOW)).toEqual({ next_read_at: at(HOUR / 6) })
    expect(nextReadings({ ...reading, depth: "old" }, NOW)).toEqual({
      next_read_at: at(HOUR / 6),
      next_recent_at: at(HOUR),
      next_old_at: at(DAY),
    })
  })

  it("is read less often where it is long: about one call a minute at most", () => {
    const { next_recent_at } = nextReadings({ depth: "recent", since: at(0), page: 200 }, NOW)
    expect(next_recent_at).toEqual(at(200 * 60_000))
  })
})

describe("the end of a reading", () => {
  const known = { read_at: at(-HOUR) }
  const reading = (depth: "new" | "recent" | "old") => endOfList(known, { depth, since: at(0) }, MARKS)

  it("is the first page on which everything was known before", () => {
    const isEnd = reading("new")
    expect(isEnd([seen(0, { isNew: true }), seen(DAY)])).toBe(false)
    expect(isEnd([seen(DAY), seen(2 * DAY)])).toBe(true)
  })

  it("does not come on a page of which something has changed, since more may have", () => {
    expect(reading("new")([seen(DAY), seen(2 * DAY, { isChanged: true })])).toBe(false)
  })

  it("comes after everything that may still be paid, or returned", () => {
    expect(reading("recent")([seen(3 * DAY)])).toBe(false)
    expect(reading("recent")([seen(5 * DAY)])).toBe(true)
    expect(reading("old")([seen(44 * DAY)])).toBe(false)
    expect(reading("old")([seen(46 * DAY)])).toBe(true)
  })

  it("comes with the list's own end, and where a list shows the same again and again", () => {
    expect(reading("old")([])).toBe(true)
    const isEnd = reading("old")
    const same = [seen(0, { isRepeated: true })]
    expect([isEnd(same), isEnd(same), isEnd(same)]).toEqual([false, false, true])
  })

  it("is not a page that only shows what another one has shown, since pages shift while one reads", () => {
    const isEnd = reading("new")
    const shifted = seen(0, { isNew: true, isRepeated: true })
    expect([isEnd([shifted]), isEnd([shifted]), isEnd([seen(0, { isNew: true })])]).toEqual([
      false,
      false,
      false,
    ])
  })

  it("of a list that was never read comes after some pages that show nothing of this store", () => {
    const isEnd = endOfList({ read_at: null }, { depth: "old", since: at(0) }, MARKS)
    expect([isEnd([foreign()]), isEnd([foreign()]), isEnd([foreign(), seen(DAY, { isNew: true })])]).toEqual([
      false,
      false,
      false,
    ])
    expect([isEnd([foreign()]), isEnd([foreign()]), isEnd([foreign()])]).toEqual([false, false, true])
  })
})

it("tries a list that cannot be read again after 1, 2, 4, … minutes, at most an hour", () => {
  expect([0, 1, 2, 5, 6, 60].map(retryIn)).toEqual([1, 2, 4, 32, 60, 60].map((minutes) => minutes * 60_000))
})
