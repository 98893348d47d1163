import { setTimeout as sleep } from "node:timers/promises"
import { MINUTE } from "../../core/pace"
import { Lease } from "../lease"

interface Row {
  id: string
  until: number
}

/** A table of leases, with a row that somebody else has taken meanwhile. */
function tableWithout(lost: string) {
  const renewed: string[] = []
  const back: string[] = []
  return {
    renewed,
    back,
    renew: async (rows: readonly Row[]) => {
      renewed.push(rows.map(({ id }) => id).join())
      return rows.filter(({ id }) => id !== lost).map((row) => ({ ...row, until: row.until + 1 }))
    },
    giveBack: async (rows: readonly Row[]) => void back.push(...rows.map(({ id, until }) => `${id}${until}`)),
  }
}

const rows = ["a", "b", "c", "d"].map((id) => ({ id, until: 0 }))

it("is renewed for what waits, and what is not begun is given back with the lease that it has", async () => {
  const table = tableWithout("c")
  const lease = new Lease(table, rows, () => 0, 50)
  expect(lease.begin(rows[0]!)).toBe(true)
  while (table.renewed.length < 2) await sleep(5)
  expect(table.renewed.slice(0, 2)).toEqual(["b,c,d", "b,d"])
  expect([lease.begin(rows[1]!), lease.begin(rows[2]!)]).toEqual([true, false])
  await lease.end()
  expect(table.back).toEqual([expect.stringMatching(/^d[1-9]/)])
  const { length } = table.renewed
  await sleep(30)
  expect(table.renewed).toHaveLength(length)
})

it("ends when the work hangs for ten minutes: others do what waits, and its turn does not come here any more", async () => {
  let now = 0
  const table = tableWithout("")
  const lease = new Lease(table, rows, () => now, 50)
  lease.begin(rows[0]!)
  while (table.renewed.length < 1) await sleep(5)
  expect(table.back).toEqual([])
  now = 10 * MINUTE
  for (let tries = 0; table.back.length < 3 && tries < 100; tries++) await sleep(5)
  expect(table.back).toHaveLength(3)
  const { length } = table.renewed
  await sleep(30)
  expect(table.renewed).toHaveLength(length)
  expect(lease.begin(rows[1]!)).toBe(false)
  await lease.end()
  expect(table.back).toHaveLength(3)
})
