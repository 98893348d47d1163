import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { fillAddresses, webAddress, type Addresses } from "../addresses"

let root: string
let simulator: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "addresses-"))
  simulator = join(root, "packages/simulator")
  mkdirSync(simulator, { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true }))

const write = (folder: string, content: object) =>
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "x", version: "1.0.0", ...content }))
const read = (folder: string) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Addresses

it("invents nothing, and says what to do, while the publisher has set no repository", () => {
  write(root, {})
  write(simulator, { homepage: "https://old.example" })
  expect(fillAddresses(root, simulator).join("\n")).toContain("npm pkg set repository=")
  for (const folder of [root, simulator]) {
    expect(Object.keys(read(folder))).toEqual(["name", "version"])
  }
})

it("derives what npm shows of both packages from the one address", () => {
  write(root, { repository: "github:owner/shop", homepage: "https://old.example" })
  write(simulator, {})
  expect(fillAddresses(root, simulator)).toEqual([])
  expect(read(root)).toMatchObject({
    repository: { type: "git", url: "git+https://github.com/owner/shop.git" },
    homepage: "https://github.com/owner/shop#readme",
    bugs: { url: "https://github.com/owner/shop/issues" },
  })
  expect(read(simulator)).toMatchObject({
    repository: { url: "git+https://github.com/owner/shop.git", directory: "packages/simulator" },
    homepage: "https://github.com/owner/shop/tree/HEAD/packages/simulator#readme",
  })
  const before = readFileSync(join(root, "package.json"), "utf8")
  fillAddresses(root, simulator)
  expect(readFileSync(join(root, "package.json"), "utf8")).toBe(before)
})

it.each([
  "owner/shop",
  "github:owner/shop",
  "https://github.com/owner/shop",
  "git+https://github.com/owner/shop.git",
  "git@github.com:owner/shop.git",
  "https://github.com/owner/shop/",
])("reads %s", (repository) => {
  expect(webAddress(repository)).toBe("https://github.com/owner/shop")
})

it.each(["shop", "", "https://github.com/owner", "http://github.com/owner/shop"])(
  "refuses %j",
  (repository) => {
    expect(() => webAddress(repository)).toThrow("package.json")
  },
)
