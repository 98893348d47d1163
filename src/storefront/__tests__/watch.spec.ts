/** @jest-environment node */
import { PaymentsError } from "../errors.js"
import { watchPayment } from "../watch.js"
import { OVER, REDIRECT, TRANSFER } from "./support/store.js"
import { World } from "./support/world.js"

const down = new PaymentsError("unreachable", "The store does not answer.")

function watched(...answers: World["answers"]) {
  const world = new World()
  world.answers = answers
  const watch = watchPayment(world.client, "payses_1", world)
  return { world, watch, leave: watch.subscribe(() => {}) }
}

describe("watching a payment", () => {
  it("asks at once, and again after as long as the server says", async () => {
    const { world, watch } = watched({ ...TRANSFER, poll_after_ms: 3_000 })
    await world.pass(7_000)
    expect(world.asked).toEqual([0, 3_000, 6_000])
    expect(watch.getState()).toMatchObject({ phase: "transfer", isOffline: false })
  })

  it("stops when nothing will change any more", async () => {
    const { world, watch } = watched({ ...TRANSFER, ...OVER, status: "paid", order_id: "order_1" })
    await world.pass(60_000)
    await world.wake()
    expect(world.asked).toEqual([0])
    expect(watch.getState().phase).toBe("done")
  })

  it("never asks in a storm, whatever the server says", async () => {
    const { world } = watched({ ...TRANSFER, poll_after_ms: 0 })
    await world.pass(1_000)
    expect(world.asked).toHaveLength(5)
  })

  it("asks more and more rarely while the network is gone, and as usual when it is back", async () => {
    const { world, watch } = watched(TRANSFER, down, down, down, { ...TRANSFER, poll_after_ms: 5_000 })
    await world.pass(300)
    expect(watch.getState()).toMatchObject({ isOffline: true, phase: "transfer", payment: TRANSFER })
    await world.pass(12_000)
    expect(world.asked).toEqual([0, 250, 1_250, 3_250, 7_250, 12_250])
    expect(watch.getState().isOffline).toBe(false)
  })

  it("asks no later than every half minute, however long the network is gone", async () => {
    const { world } = watched(down)
    await world.pass(10 * 60_000)
    const [last = 0, before = 0] = world.asked.slice(-2).reverse()
    expect(last - before).toBe(30_000)
  })

  it("is quiet in a hidden tab, and asks at once when the shopper comes back", async () => {
    const { world } = watched(TRANSFER)
    await world.pass(100)
    world.hidden = true
    await world.pass(60_000)
    expect(world.asked).toEqual([0])
    await world.wake()
    expect(world.asked).toEqual([0, 60_100])
  })

  it("gives up on a payment that the store does not know", async () => {
    const { world, watch } = watched(new PaymentsError("unknown_payment", "There is no such payment.", 404))
    await world.pass(60_000)
    expect(world.asked).toEqual([0])
    expect(watch.getState()).toMatchObject({ phase: "unknown", error: { code: "unknown_payment" } })
  })

  it("says after a while that the shopper need not wait here", async () => {
    const { world, watch } = watched({ ...REDIRECT, poll_after_ms: 5_000 })
    await world.pass(40_000)
    expect(watch.getState().isSlow).toBe(false)
    await world.pass(15_000)
    expect(watch.getState().isSlow).toBe(true)
  })

  it("leaves nothing running when nobody looks any more", async () => {
    const { world, leave } = watched(TRANSFER)
    await world.pass(100)
    leave()
    await world.pass(60_000)
    expect(world.asked).toEqual([0])
    expect(world.isAtRest).toBe(true)
  })

  it("takes what the shopper did for the newest word, not an older answer that is still on its way", async () => {
    const { world, watch } = watched(TRANSFER, { ...TRANSFER, ...OVER, status: "failed" })
    // The first question is answered only after the shopper has canceled.
    await Promise.all([watch.cancel(), world.pass(0)])
    await world.pass(5_000)
    expect(watch.getState()).toMatchObject({ phase: "failed", acting: null })
  })

  it("keeps the payment as it was when a cancel is refused, and watches on", async () => {
    const { world, watch } = watched(TRANSFER)
    await world.pass(0)
    world.answers = [new PaymentsError("not_cancelable", "Too late.", 400), TRANSFER]
    await watch.cancel()
    expect(watch.getState()).toMatchObject({ phase: "transfer", error: { code: "not_cancelable" } })
    await world.pass(250)
    expect(world.asked).toHaveLength(2)
  })

  it.each([
    ["money that a person has to look at", { status: "paid", poll_after_ms: null }, "held"],
    ["a paid payment without its order yet", { status: "paid", superseded: false }, "placing"],
    [
      "a paid order, even after the cart was replaced",
      { status: "paid", superseded: true, order_id: "o" },
      "done",
    ],
    ["an order that waits for its money", { status: "awaiting", order_id: "order_1" }, "transfer"],
    ["a canceled payment of an old cart", { status: "failed", superseded: true }, "superseded"],
    ["an open payment of an old cart", { status: "awaiting", superseded: true }, "superseded"],
    ["a payment that is being looked for", { status: "processing", next: null }, "confirming"],
  ] as const)("knows %s", async (_, change, phase) => {
    const { world, watch } = watched({ ...TRANSFER, ...change })
    await world.pass(0)
    expect(watch.getState().phase).toBe(phase)
  })
})
