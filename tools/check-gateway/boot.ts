import type { AuthorsProject } from "./project"

/** Opens the provider's entries with options, as Medusa does at boot: from the sources, by ts-node. */
const SCRIPT = `const { default: provider } = require("./src/modules/kassa")
const [Kassa] = provider.services
const right = { account: "shop", secretKey: "a-secret-value" }
const open = (options) => {
  try {
    Kassa.validateOptions(options)
    const { gateway, title } = new Kassa({ logger: console }, options)
    return Kassa.identifier + ", " + title + ", refunds by the " + gateway.refunds
  } catch (error) {
    return error.message
  }
}
const entries = [right, { ...right, account: undefined }, { ...right, shopId: "1" }, { ...right, capture: "manual" }]
for (const options of entries) console.log(open(options))
`

/** What each of the entries above must come to. */
const EXPECTED = [
  /^kassa, Kassa, refunds by the gateway$/,
  /kassa option "account" /,
  /kassa option "shopId" is not an option/,
  /kassa option "capture" can be "automatic" only/,
]

/** @throws Error when an entry is not opened, or not refused by name */
export async function boot(project: AuthorsProject): Promise<void> {
  project.put("boot.js", SCRIPT)
  const { output } = await project.run("node -r ts-node/register boot.js")
  const lines = output.trimEnd().split("\n")
  const differs = EXPECTED.some((expected, at) => !expected.test(lines[at] ?? ""))
  if (differs || output.includes("a-secret-value")) throw new Error(`At boot the provider says:\n${output}`)
}
