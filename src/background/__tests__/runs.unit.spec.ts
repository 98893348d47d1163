import { MINUTE } from "../../core/pace"
import { Runs } from "../runs"

/** Work that ends when it is told to. */
function workOf() {
  let end = () => {}
  const begun: number[] = []
  const work = () => {
    begun.push(begun.length)
    return new Promise<void>((resolve) => (end = resolve))
  }
  return { work, begun, end: () => end() }
}

const settled = () => new Promise(setImmediate)

it("a sweep that was given up and ends after all does not let a third begin beside the second", async () => {
  const [first, second, third] = [workOf(), workOf(), workOf()]
  let now = 0
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
  const runs = new Runs(() => now, log)
  void runs.start("tegro shop", first.work)
  now = 10 * MINUTE
  void runs.start("tegro shop", second.work)
  first.end()
  await settled()
  void runs.start("tegro shop", third.work)
  expect([first.begun, second.begun, third.begun].map(({ length }) => length)).toEqual([1, 1, 0])
  second.end()
  await runs.idle()
  void runs.start("tegro shop", third.work)
  expect(third.begun).toHaveLength(1)
})

it("work that takes longer by its nature is given up later", () => {
  const retention = workOf()
  let now = 0
  const errors: string[] = []
  const log = {
    ...{ debug: () => undefined, info: () => undefined, warn: () => undefined },
    error: (text: string) => void errors.push(text),
  }
  const runs = new Runs(() => now, log)
  const wake = () => void runs.start("retention", retention.work, 60 * MINUTE)
  wake()
  now = 59 * MINUTE
  wake()
  expect([retention.begun.length, errors.length]).toEqual([1, 0])
  now = 60 * MINUTE
  wake()
  expect([retention.begun.length, errors.length]).toEqual([2, 1])
})
