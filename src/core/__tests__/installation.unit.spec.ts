import { copyReason, placeHost, type DatabasePlace } from "../installation"

const LIVE: DatabasePlace = { system: "7", database: "16384", name: "shop", table: "16500", host: "db" }

it.each([
  ["the same place", {}, null],
  ["a copy beside it", { database: "20000", name: "staging" }, "copied"],
  ["a backup in a new database of the same name", { database: "20000", table: "20100" }, "restored"],
  ["a backup in the same database", { table: "20100" }, "restored"],
  ["a backup on another server", { system: "8", database: "16385", host: "staging-db" }, "elsewhere"],
  ["a copy of the server's disk under another name", { host: "staging-db" }, "elsewhere"],
] as const)("takes %s for what it is", (_what, change, reason) => {
  expect(copyReason({ ...LIVE, ...change }, [LIVE])).toBe(reason)
})

it("knows every place that a person has confirmed", () => {
  const moved = { ...LIVE, system: "8", host: "new-db" }
  expect(copyReason(moved, [LIVE, moved])).toBeNull()
})

it("takes all names of the machine itself for one, whatever the port", () => {
  const names = ["localhost", "127.0.0.1", "::1", "[::1]", "/var/run/postgresql", ""]
  expect(new Set(names.map(placeHost))).toEqual(new Set(["localhost"]))
  expect(placeHost("DB.example")).toBe("db.example")
})
