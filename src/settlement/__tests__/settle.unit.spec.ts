import { HOUR, START } from "../../core/settlement/__tests__/support/facts"
import { settle } from "../settle"
import { UnpaidOrder } from "./support/memory"

const look = (order: UnpaidOrder, reference = "ref-1") =>
  settle(order.dependencies, { provider_id: "pp_toy", reference, road: "sweep" })

it("cancels an unpaid order in one run, however many times the shopper has tried", async () => {
  for (const tries of [1, 8, 9, 30]) {
    const order = new UnpaidOrder(tries)
    order.now = START + 2 * HOUR
    await look(order)
    expect([tries, order.isCanceled]).toEqual([tries, true])
  }
})

it("cancels it though time goes on meanwhile: the answers are later than the beginning of the run", async () => {
  const order = new UnpaidOrder(3)
  order.now = START + 2 * HOUR
  const { dependencies } = order
  const now = () => (order.now += 5)
  await settle({ ...dependencies, now }, { provider_id: "pp_toy", reference: "ref-1", road: "sweep" })
  expect(order.isCanceled).toBe(true)
})

it("never keeps the order's lock while a gateway is asked", async () => {
  const order = new UnpaidOrder(3)
  order.now = START + 2 * HOUR
  const locked: boolean[] = []
  order.answer = async () => {
    locked.push(order.isLocked)
    return {}
  }
  await look(order)
  expect(locked).toEqual([false, false, false])
})

it("keeps an order of which one try has no answer, and asks no further", async () => {
  const order = new UnpaidOrder(3)
  order.now = START + 2 * HOUR
  const asked: string[] = []
  order.answer = async ({ reference }) => {
    asked.push(reference)
    return reference === "ref-2" ? UnpaidOrder.silent() : {}
  }
  await look(order)
  expect(order.isCanceled).toBe(false)
  expect(asked).toEqual(["ref-1", "ref-2"])
})

it("does not cancel by an answer that was on its way while the money came", async () => {
  const order = new UnpaidOrder(2)
  order.now = START + 2 * HOUR
  order.answer = async ({ reference }) => {
    if (reference === "ref-1") return {}
    // While the second try is asked, the first one is paid, and a notification of it is settled.
    order.answer = async () => ({ status: "paid", code: "1", gatewayId: "701" })
    await settle(order.dependencies, {
      provider_id: "pp_toy",
      reference: "ref-1",
      road: "notification",
      notification: { gatewayId: "701", claim: { status: "paid", received: null, currency: null } },
    })
    return {}
  }
  await look(order)
  expect(order.isCanceled).toBe(false)
})

it("looks again at what is asked for while the gateway is asked", async () => {
  const order = new UnpaidOrder(1)
  order.now = START + 10 * 60_000
  await look(order)
  const later = order.rows[0]?.next_check_at?.getTime() ?? 0
  expect(later).toBeGreaterThan(order.now)
})

it("is due soon when a run is broken off, though it was to be looked at in days", async () => {
  const order = new UnpaidOrder(1)
  order.now = START + HOUR
  order.rows[0]!.next_check_at = new Date(START + 48 * HOUR)
  const { dependencies } = order
  const bring = async () => Promise.reject(new Error("could not extend file"))
  const broken = { ...dependencies, ledger: { ...dependencies.ledger, problems: { bring } } }
  const request = { provider_id: "pp_toy", reference: "ref-1", road: "notification" } as const
  await expect(settle(broken as never, request)).rejects.toThrow("could not extend file")
  expect(order.rows[0]!.next_check_at!.getTime()).toBeLessThanOrEqual(order.now + 3 * 60_000)
})
