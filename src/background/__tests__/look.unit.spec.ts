import type { PaymentAttempt } from "../../modules/gateway-ledger"
import { lookAtCollections } from "../look"
import { inPool } from "../pool"

it("makes the payments of an order due before it looks at them", async () => {
  const done: string[] = []
  const ledger = {
    attempts: {
      ofCollections: async () => [{ id: "a" }, { id: "b" }] as PaymentAttempt[],
      wake: async (ids: readonly string[]) => void done.push(`due ${ids.join()}`),
    },
  } as never
  await lookAtCollections({ ledger, lookSoon: (id) => void done.push(`look ${id}`) }, ["pay_col_1"])
  expect(done).toEqual(["due a,b", "look a", "look b"])
})

it("does a few at a time, all of them, although some fail", async () => {
  let running = 0
  let most = 0
  const done: number[] = []
  await inPool([1, 2, 3, 4, 5], 2, async (item) => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    running--
    if (item === 2) throw new Error("no")
    done.push(item)
  })
  expect([most, done.sort()]).toEqual([2, [1, 3, 4, 5]])
})
