import { atMost } from "../at-most"

describe("work that must keep nobody waiting for long", () => {
  it("is over when it is done", async () => {
    const begun = Date.now()
    let isDone = false
    await atMost(
      60_000,
      Promise.resolve().then(() => (isDone = true)),
    )
    expect(isDone).toBe(true)
    expect(Date.now() - begun).toBeLessThan(30_000)
  })

  it("goes on alone when it takes longer", async () => {
    let finish = () => undefined as void
    let isDone = false
    const work = new Promise<void>((resolve) => (finish = resolve)).then(() => void (isDone = true))
    await atMost(1, work)
    expect(isDone).toBe(false)
    finish()
    await work
    expect(isDone).toBe(true)
  })
})
