import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { version } from "../../../package.json"
import { runCommand } from "../command"
import { writeDtcStarter, writeNextStarter } from "./starters"

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "add-storefront-"))))
afterEach(() => rmSync(folder, { recursive: true }))

/** What a merchant sees who answers the question like this. */
async function run(answer: boolean | undefined, ...args: string[]) {
  const said: string[] = []
  const questions: string[] = []
  const code = await runCommand(["add-storefront", ...args], {
    folder,
    say: (text) => void said.push(text),
    complain: (text) => void said.push(text),
    ask: (question) => (questions.push(question), Promise.resolve(answer)),
  })
  return { code, said: said.join("\n"), questions }
}

const filesIn = (place = folder) =>
  Object.fromEntries(
    readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(place.length + 1), readFileSync(path, "utf8")]),
  )

const PAYMENT_STEP = "src/modules/checkout/components/payment/index.tsx"
const ORDER_PAGE = "src/modules/order/components/payment-details/index.tsx"

describe("a merchant with nextjs-starter-medusa", () => {
  beforeEach(() => writeNextStarter(folder))

  it("sees what would change, and is asked before it does", async () => {
    const untouched = filesIn()
    const { code, said, questions } = await run(false)
    expect(code).toBe(0)
    expect(said).toContain("This is Medusa's nextjs-starter-medusa.")
    expect(said).toContain("new      src/app/api/payment-return/route.ts")
    expect(said).toContain(`changed  ${PAYMENT_STEP}`)
    expect(said).toContain("+       if (!gateway.isChosen && !checkActiveSession) {")
    expect(said).toContain("Nothing was written.")
    expect(questions).toEqual(["\nWrite these changes?"])
    expect(filesIn()).toEqual(untouched)
  })

  it("sees it without being asked, with --dry-run", async () => {
    const untouched = filesIn()
    expect(await run(true, "--dry-run")).toMatchObject({ code: 0, questions: [] })
    expect(filesIn()).toEqual(untouched)
  })

  it("is told to say --yes where nobody can be asked", async () => {
    const untouched = filesIn()
    const { code, said } = await run(undefined)
    expect(code).toBe(1)
    expect(said).toContain("Say --yes")
    expect(filesIn()).toEqual(untouched)
  })

  it("gets a storefront that takes payments, and hears what is left to do", async () => {
    const { code, said } = await run(true)
    expect(code).toBe(0)
    const files = filesIn()
    expect(files["package.json"]).toContain(`"medusa-payment-gateways": "^${version}"`)
    expect(files["src/lib/data/payment.ts"]).toContain(
      ".then((providers) => withGateways(providers, regionId))",
    )
    expect(files["src/lib/data/cookies.ts"]).toContain(
      `return openCartId(cookies.get("_medusa_cart_id")?.value)`,
    )
    expect(files["src/modules/payment-gateways/payment.tsx"]).toContain("<PaymentReturn flow={flow}")
    expect(files[PAYMENT_STEP]).toContain("<GatewayContainer")
    expect(files[ORDER_PAGE]).toContain("{info.title}")
    expect(files[ORDER_PAGE]).not.toContain("paymentInfoMap")
    expect(files["src/lib/payment-gateways/under-way.ts"]).toContain("process.env.MEDUSA_BACKEND_URL")
    expect(said).toContain("npm install")
    expect(said).toContain("https://<your shop>/api/payment-return")
    expect(said).toContain("https://<your shop>/api/payment-return?number={reference}")
    expect(Object.values(files).join()).not.toContain("{{backendUrl")
  })

  it("changes nothing the second time", async () => {
    await run(true, "--yes")
    const files = filesIn()
    const { code, said, questions } = await run(true, "--yes")
    expect(code).toBe(0)
    expect(said).toContain("nothing changes")
    expect(questions).toEqual([])
    expect(filesIn()).toEqual(files)
  })

  it("keeps what was changed since in the files that the command has added", async () => {
    await run(true, "--yes")
    const path = join(folder, "src/modules/payment-gateways/payment.tsx")
    writeFileSync(path, "mine")
    rmSync(join(folder, "src/modules/payment-gateways/pay-button.tsx"))
    const { said } = await run(true, "--yes")
    expect(said).toContain("kept     src/modules/payment-gateways/payment.tsx")
    expect(said).toContain("new      src/modules/payment-gateways/pay-button.tsx")
    expect(readFileSync(path, "utf8")).toBe("mine")
  })

  it("loses nothing where a place is not as it was: every such file is named, and none is written", async () => {
    writeFileSync(join(folder, PAYMENT_STEP), "export default null\n")
    rmSync(join(folder, ORDER_PAGE))
    const untouched = filesIn()
    const { code, said } = await run(true, "--yes")
    expect(code).toBe(1)
    expect(said).toContain("Nothing was written")
    expect(said).toContain(`${PAYMENT_STEP}: this is not there exactly once`)
    expect(said).toContain("if (!checkActiveSession) {")
    expect(said).toContain(`${ORDER_PAGE}: there is no such file`)
    expect(said).not.toContain("    at ")
    expect(filesIn()).toEqual(untouched)
  })
})

describe("a merchant with dtc-starter", () => {
  beforeEach(() => writeDtcStarter(folder))

  it.each([[[]], [["apps/storefront"]]])("gives the folder %j", async (dir) => {
    const { code, said } = await run(true, ...dir)
    expect(code).toBe(0)
    expect(said).toContain("This is Medusa's dtc-starter")
    expect(said).toContain("pnpm install")
    const files = filesIn(join(folder, "apps/storefront"))
    expect(files["src/lib/payment-gateways/under-way.ts"]).toContain(
      "process.env.NEXT_PUBLIC_MEDUSA_BACKEND_URL",
    )
    expect(files["src/app/api/payment-return/route.ts"]).toBeDefined()
    expect(readFileSync(join(folder, "package.json"), "utf8")).not.toContain("medusa-payment-gateways")
  })
})

describe("refused in plain words", () => {
  it("any other storefront, with where the way by hand is written", async () => {
    writeFileSync(join(folder, "package.json"), `{ "dependencies": { "next": "15" } }`)
    const { code, said } = await run(true)
    expect(code).toBe(1)
    expect(said).toContain("neither dtc-starter (with apps/storefront) nor")
    expect(said).toContain("docs/storefront.md")
  })

  it("a folder that is not there, and two folders", async () => {
    expect((await run(true, "shop")).said).toContain("There is no folder shop.")
    mkdirSync(join(folder, "shop"))
    expect((await run(true, "shop", "other")).said).toContain('what is "other"?')
  })
})
