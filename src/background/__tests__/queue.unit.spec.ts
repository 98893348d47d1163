import { BackgroundQueue } from "../queue"

const failures: [string, unknown][] = []
const queue = () => new BackgroundQueue((key, error) => void failures.push([key, error]))
beforeEach(() => void failures.splice(0))

it("does the same work once while it waits, and the rest although one fails", async () => {
  const work = queue()
  const done: string[] = []
  const answered = work.answerFirst(async () => {
    work.add("a", async () => void done.push("a"))
    for (const _ of [1, 2, 3, 4, 5, 6]) {
      work.add("b", async () => {
        throw new Error("no")
      })
      work.add("c", async () => void done.push("c"))
    }
  })
  await answered
  await work.idle()
  expect(done).toContain("a")
  expect(done.filter((one) => one === "c").length).toBeLessThan(6)
  expect(failures[0]).toEqual(["b", new Error("no")])
})

it("waits while a gateway waits for its answer", async () => {
  const work = queue()
  const done: string[] = []
  await work.answerFirst(async () => {
    work.add("a", async () => void done.push("settled"))
    await new Promise(setImmediate)
    done.push("answered")
  })
  await work.idle()
  expect(done).toEqual(["answered", "settled"])
})

it("does not let one gateway's work wait for another one that hangs", async () => {
  const work = queue()
  const done: string[] = []
  let answer = () => {}
  const hanging = new Promise<void>((resolve) => (answer = resolve))
  for (let i = 0; i < 10; i++) work.add(`slow ${i}`, () => hanging, "pp_slow")
  work.add("quick", async () => void done.push("quick"), "pp_quick")
  await new Promise(setImmediate)
  expect(done).toEqual(["quick"])
  answer()
  await work.idle()
})
