import { SingleFlight, type Timer } from "../single-flight"
import { StaleWhileRevalidateCache } from "../stale-while-revalidate"

/** Time that passes when a test says so. */
class Clock implements Timer {
  at = 1_000_000
  private waiting: { due: number; passed: () => void }[] = []
  now = () => this.at

  start(ms: number, passed: () => void) {
    const one = { due: this.at + ms, passed }
    this.waiting.push(one)
    return { stop: () => void (this.waiting = this.waiting.filter((other) => other !== one)) }
  }

  async pass(ms: number): Promise<void> {
    this.at += ms
    const due = this.waiting.filter((one) => one.due <= this.at)
    this.waiting = this.waiting.filter((one) => one.due > this.at)
    due.forEach(({ passed }) => passed())
    await new Promise(setImmediate)
  }

  get pending() {
    return this.waiting.length
  }
}

/** A gateway that answers when a test says so. */
function slowGateway() {
  const asked: { answer: (value: number) => void; fail: (error: Error) => void }[] = []
  const question = () =>
    new Promise<number>((answer, fail) => {
      asked.push({ answer, fail })
    })
  return { asked, question }
}

describe("a question that many ask", () => {
  it("is asked once, and all get its answer", async () => {
    const clock = new Clock()
    const { asked, question } = slowGateway()
    const calls = new SingleFlight(clock)
    const both = Promise.all([calls.run("a", question, 700), calls.run("a", question, 700)])
    await new Promise(setImmediate)
    asked[0]!.answer(7)
    expect(await both).toEqual([
      { kind: "answered", value: 7 },
      { kind: "answered", value: 7 },
    ])
    expect([asked.length, calls.isRunning("a"), clock.pending]).toEqual([1, false, 0])
  })

  it("lets nobody wait longer than their deadline, goes on without them, and can be joined later", async () => {
    const clock = new Clock()
    const { asked, question } = slowGateway()
    const calls = new SingleFlight(clock)
    const first = calls.run("a", question, 700)
    await clock.pass(699)
    expect(clock.pending).toBe(1)
    await clock.pass(1)
    expect(await first).toEqual({ kind: "pending" })
    const second = calls.run("a", question, 700)
    asked[0]!.answer(7)
    expect(await second).toEqual({ kind: "answered", value: 7 })
    expect(asked).toHaveLength(1)
  })

  it("that fails, or throws at once, is told as such and can be asked again", async () => {
    const calls = new SingleFlight(new Clock())
    const fails = () => {
      throw new Error("no")
    }
    expect(await calls.run("a", fails, 10)).toEqual({ kind: "failed", error: new Error("no") })
    expect(await calls.run("a", async () => 1, 10)).toEqual({ kind: "answered", value: 1 })
  })
})

describe("the last known answers", () => {
  const known = (clock: Clock) =>
    new StaleWhileRevalidateCache<number>({
      freshMs: 60_000,
      retryMs: 15_000,
      keep: 2,
      now: clock.now,
      timer: clock,
    })
  const settle = () => new Promise(setImmediate)

  it("are given at once while a new question is under way", async () => {
    const clock = new Clock()
    const { asked, question } = slowGateway()
    const answers = known(clock)
    expect(await answers.get("a", question, { waitMs: 0 })).toMatchObject({ value: null, refreshing: true })
    await settle()
    asked[0]!.answer(1)
    await settle()
    const readAt = clock.now()
    await clock.pass(59_999)
    expect(await answers.get("a", question, { waitMs: 0 })).toMatchObject({
      value: 1,
      readAt,
      refreshing: false,
    })
    await clock.pass(1)
    expect(await answers.get("a", question, { waitMs: 0 })).toMatchObject({ value: 1, refreshing: true })
    await settle()
    expect(asked).toHaveLength(2)
  })

  it("stand after a failure, which is told, and a gateway in trouble is left in peace for a while", async () => {
    const clock = new Clock()
    const { asked, question } = slowGateway()
    const answers = known(clock)
    void answers.get("a", question, { waitMs: 0 })
    await settle()
    asked[0]!.answer(1)
    await settle()
    await clock.pass(60_000)
    const second = answers.get("a", question, { waitMs: 700 })
    await settle()
    asked[1]!.fail(new Error("down"))
    expect(await second).toMatchObject({ value: 1, error: new Error("down"), refreshing: false })
    await answers.get("a", question, { waitMs: 0 })
    expect(asked).toHaveLength(2)
    void answers.get("a", question, { waitMs: 0, force: true })
    await settle()
    expect(asked).toHaveLength(3)
    asked[2]!.answer(3)
    await settle()
    expect(answers.peek("a")).toMatchObject({ value: 3, error: null })
  })

  it("are forgotten oldest first, so that they do not grow without end", async () => {
    const answers = known(new Clock())
    for (const key of ["a", "b", "c"]) await answers.get(key, async () => 1, { waitMs: 10 })
    expect(["a", "b", "c"].map((key) => answers.peek(key).value)).toEqual([null, 1, 1])
  })
})
