import { readFileSync } from "node:fs"
import { join } from "node:path"

import { PROBLEM_CATALOGUE } from "../../src/core"

const read = (file: string) => readFileSync(join(__dirname, "../..", file), "utf8")
const manifest = (folder = "") =>
  JSON.parse(read(join(folder, "package.json"))) as {
    version: string
    engines: { node: string }
    peerDependencies: Record<string, string>
  }

it("lets whoever reports a problem choose among all kinds", () => {
  const [, options = ""] = /id: kind\n[\s\S]*?options:\n((?: +- \w+\n)+)/.exec(
    read(".github/ISSUE_TEMPLATE/problem.yml"),
  ) ?? ["", ""]
  expect(options.match(/\w+/g)).toEqual(["none", ...Object.keys(PROBLEM_CATALOGUE)])
})

it("proves with every push the oldest Medusa that the package claims", () => {
  const [, oldest] = /medusa: .*'\["([\d.]+)", /.exec(read(".github/workflows/ci.yml")) ?? []
  const { peerDependencies } = manifest()
  const ranges = Object.entries(peerDependencies).filter(([name]) => /^@medusajs\/(?!ui$)/.test(name))
  expect(new Set(ranges.map(([, range]) => range))).toEqual(new Set([`^${oldest}`]))
})

it("gives both packages one version and one range of Node.js", () => {
  const [plugin, simulator] = [manifest(), manifest("packages/simulator")]
  expect([simulator.version, simulator.engines]).toEqual([plugin.version, plugin.engines])
})
