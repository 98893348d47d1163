import { pageByNumber, type Observation } from "../../../core"
import { PaymentList } from "../listing"

const row = (id: number): Observation => ({
  status: "awaiting",
  code: "0",
  reference: `ref-${id}`,
  gatewayId: String(id),
  account: null,
  asked: null,
  received: null,
  currency: null,
  fee: null,
  test: false,
  paidAt: null,
  raw: {},
})

/** A gateway with so many payments, newest first, twenty on a page. */
function gatewayWith(payments: number) {
  const pages: number[] = []
  const read = pageByNumber((page) => {
    pages.push(page)
    const first = payments - (page - 1) * 20
    return Promise.resolve(Array.from({ length: Math.max(0, Math.min(20, first)) }, (_, i) => row(first - i)))
  })
  return { list: new PaymentList(read, () => 0, new Date(0)), pages }
}

const references = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `ref-${from + i}`)

describe("a gateway's own list", () => {
  it("is read only as far as the payments are in it", async () => {
    const { list, pages } = gatewayWith(1_000)
    await list.readFor(references(961, 1_000))
    expect(pages).toEqual([1, 2])
  })

  it("is read once for all batches of a sweep", async () => {
    const { list, pages } = gatewayWith(100)
    await list.readFor(references(1, 50))
    await list.readFor(references(51, 100))
    expect(pages).toEqual([1, 2, 3, 4, 5])
    expect(list.of("ref-7")).toEqual([row(7)])
  })

  it("is not read to its end for payments that were never opened", async () => {
    const { list, pages } = gatewayWith(100_000)
    await list.readFor([...references(99_981, 100_000), "never-1", "never-2"])
    expect(pages).toHaveLength(1 + 5)
  })

  it("is read deep when that costs less than asking one by one", async () => {
    const { list, pages } = gatewayWith(2_000)
    await list.readFor(references(1, 200))
    expect(pages).toHaveLength(100)
  })

  it("ends where a gateway repeats its last page", async () => {
    let reads = 0
    const list = new PaymentList(
      pageByNumber(() => Promise.resolve([row(Math.min(1, ++reads))])),
      () => 0,
      new Date(0),
    )
    await list.readFor(["ref-1", "ref-2", ...references(10, 200)])
    expect(reads).toBe(2)
  })

  it("is followed by the gateway's own words for its pages, to the end that it tells", async () => {
    const asked: (string | null)[] = []
    const words: Record<string, string | null> = { first: "c-17", "c-17": "c-9", "c-9": null }
    const read = (from: string | null) => {
      asked.push(from)
      return Promise.resolve({ items: [row(100 - asked.length)], next: words[from ?? "first"] ?? null })
    }
    await new PaymentList(read, () => 0, new Date(0)).readFor(references(1, 9))
    expect(asked).toEqual([null, "c-17", "c-9"])
  })

  it("shows both payments of a link that was opened twice", async () => {
    const twice = [row(2), { ...row(1), reference: "ref-2", status: "paid" as const }]
    const list = new PaymentList(
      pageByNumber((page) => Promise.resolve(page === 1 ? twice : [])),
      () => 0,
      new Date(0),
    )
    await list.readFor(["ref-2"])
    expect(list.of("ref-2").map(({ gatewayId }) => gatewayId)).toEqual(["2", "1"])
  })
})
