import { askOnce, isUnderWay, within } from "../ask-once"

/** A gateway that answers when it is told to. */
function slow<T>() {
  let answer!: (value: T) => void
  let fail!: (error: Error) => void
  const work = new Promise<T>((resolve, reject) => {
    answer = resolve
    fail = reject
  })
  return { work, answer, fail }
}

it("asks one question at a time, and the next one when it is answered", async () => {
  const { work, answer } = slow<string>()
  const first = askOnce("payment", () => work)
  const again = jest.fn()
  expect(askOnce("payment", again)).toBeUndefined()
  expect(askOnce("another", async () => "at once")).toBeDefined()
  expect(again).not.toHaveBeenCalled()
  answer("paid")
  expect(await first).toBe("paid")
  expect(isUnderWay("payment")).toBe(false)
  expect(await askOnce("payment", async () => "again")).toBe("again")
})

it("asks again after a question that failed", async () => {
  await expect(askOnce("failing", () => Promise.reject(new Error("down")))).rejects.toThrow("down")
  expect(isUnderWay("failing")).toBe(false)
})

describe("with a limit of time", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it("gives the answer that comes in time, and leaves no timer behind", async () => {
    expect(await within(2_000, Promise.resolve("paid"))).toBe("paid")
    expect(jest.getTimerCount()).toBe(0)
  })

  it("gives nothing after it, and is not disturbed by what goes wrong later", async () => {
    const { work, fail } = slow<string>()
    const answer = within(2_000, work)
    jest.advanceTimersByTime(2_000)
    expect(await answer).toBeUndefined()
    fail(new Error("late"))
  })

  it("passes on what goes wrong in time", async () => {
    await expect(within(2_000, Promise.reject(new Error("refused")))).rejects.toThrow("refused")
  })
})
