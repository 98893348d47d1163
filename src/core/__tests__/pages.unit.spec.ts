import { pageByNumber } from "../pages"

/** A list of two pages, and what was asked for. */
function twoPages() {
  const asked: number[] = []
  const read = pageByNumber(async (page) => {
    asked.push(page)
    return page <= 2 ? [`item of ${page}`] : []
  })
  return { asked, read }
}

it("a list is read from its first page to an empty one", async () => {
  const { asked, read } = twoPages()
  expect(await read(null)).toEqual({ items: ["item of 1"], next: "2" })
  expect(await read("2")).toEqual({ items: ["item of 2"], next: "3" })
  expect(await read("3")).toEqual({ items: [], next: null })
  expect(asked).toEqual([1, 2, 3])
})

it("a place that is no page's number begins the list anew", async () => {
  const { asked, read } = twoPages()
  for (const from of ["", "x", "2x", "x2", "-2", "0", "12345678", "1.5"]) await read(from)
  expect(asked).toEqual(Array(8).fill(1))
})

it("a list without an end ends", async () => {
  const read = pageByNumber(async () => ["again"])
  expect((await read("999999")).next).toBe("1000000")
  expect((await read("1000000")).next).toBeNull()
})
