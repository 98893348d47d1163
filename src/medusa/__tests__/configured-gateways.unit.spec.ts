import type { EntryGateway } from "../../core"
import { inOrder, ofAccount, oneOfEachAccount, withOwnTitles } from "../configured-gateways"

const entry = (id: string, account: string) => ({
  providerId: `pp_m2cerber_${id}`,
  gateway: { name: "m2cerber", account } as EntryGateway,
  title: "m10",
})

const entries = [entry("main", "1"), entry("reserve", "1"), entry("second", "2")]

it("puts the entry that is called main before the others", () => {
  const ids = inOrder([entry("first", "1"), entry("main", "1")]).map(({ providerId }) => providerId)
  expect(ids).toEqual(["pp_m2cerber_main", "pp_m2cerber_first"])
})

it("tells several entries of one gateway apart", () => {
  expect(withOwnTitles(entries).map(({ title }) => title)).toEqual(["m10", "m10 (reserve)", "m10 (second)"])
})

it("shows the money of an account once, however many entries use it", () => {
  expect(oneOfEachAccount(entries).map(({ providerId }) => providerId)).toEqual([
    "pp_m2cerber_main",
    "pp_m2cerber_second",
  ])
})

it("finds an account by whichever entry has it, and the only one of a gateway where nobody knows which", () => {
  expect(ofAccount(entries, "m2cerber", "2")).toBe(entries[2]!.gateway)
  expect(ofAccount(entries, "m2cerber", "3")).toBeUndefined()
  expect(ofAccount(entries, "tegro", "2")).toBeUndefined()
  expect(ofAccount(entries, "m2cerber", null)).toBeUndefined()
  expect(ofAccount(entries.slice(0, 2), "m2cerber", null)).toBe(entries[0]!.gateway)
  expect(ofAccount([], "m2cerber", null)).toBeUndefined()
})
