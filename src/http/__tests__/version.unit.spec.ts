import { readFileSync } from "node:fs"
import { join } from "node:path"
import { version } from "../../version"

it("tells gateways the version that is published", () => {
  const manifest = readFileSync(join(__dirname, "../../../package.json"), "utf8")
  expect(version).toBe((JSON.parse(manifest) as { version: string }).version)
})
