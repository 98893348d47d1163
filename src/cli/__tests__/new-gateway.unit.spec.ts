import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { HELP, runCommand } from "../command"
import { PRESENT } from "../names"
import { filesOf } from "../scaffold"

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "new-gateway-"))))
afterEach(() => rmSync(folder, { recursive: true }))

/** What an author sees. */
async function run(...args: string[]) {
  const said: string[] = []
  const complaints: string[] = []
  const code = await runCommand(args, {
    folder,
    say: (text) => void said.push(text),
    complain: (text) => void complaints.push(text),
    ask: () => Promise.resolve(undefined),
  })
  return { code, said: said.join("\n"), complaint: complaints.join("\n") }
}

const written = () =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.ts$/.test(path))

const FILES = ["__tests__/kassa.unit.spec.ts", "gateway.ts", "index.ts", "other-side.ts"]

describe("a new gateway", () => {
  it("is written into a Medusa project's modules, with its suite where the starter looks for it", async () => {
    expect(await run("new-gateway", "kassa")).toMatchObject({ code: 0 })
    expect(written().sort()).toEqual(FILES.map((file) => `src/modules/kassa/${file}`))
  })

  it("is written into another folder, if the author says so", async () => {
    const { said } = await run("new-gateway", "kassa", "--dir", "./src/providers/kassa/")
    expect(written().sort()).toEqual(FILES.map((file) => `src/providers/kassa/${file}`))
    expect(said).toContain('resolve: "./src/providers/kassa"')
  })

  it("is called as the author says, everywhere", async () => {
    await run("new-gateway", "bank24")
    const texts = written().map((path) => readFileSync(join(folder, path), "utf8"))
    expect(texts.join()).not.toMatch(/kassa|\{\{/i)
    expect(texts.join()).toContain('name: "bank24"')
    expect(texts.join()).toContain("class Bank24OtherSide")
  })

  it("has TODOs with numbers from 1 on, none of them twice", async () => {
    const texts = filesOf("kassa").map(({ text }) => text)
    const numbers = texts.flatMap((text) =>
      [...text.matchAll(/\/\/ TODO (\d+): /g)].map(([, at]) => Number(at)),
    )
    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, at) => at + 1))
  })
})

describe("what the author is told", () => {
  const project = (content: object) => writeFileSync(join(folder, "package.json"), JSON.stringify(content))

  it("is how the suite runs, and what belongs into medusa-config.ts", async () => {
    project({
      scripts: { "test:unit": "jest" },
      dependencies: { "medusa-payment-gateways": "*" },
      devDependencies: { jest: "*" },
    })
    const { said } = await run("new-gateway", "kassa")
    expect(said).toContain("npm run test:unit -- kassa")
    expect(said).toContain('dependencies: ["gateway_ledger"]')
    expect(said).toContain('resolve: "./src/modules/kassa"')
    expect(said).toContain("process.env.KASSA_SECRET_KEY")
    expect(said).not.toContain("npm install")
  })

  it("is what an empty folder lacks", async () => {
    const { said } = await run("new-gateway", "kassa")
    expect(said).toContain("npm install medusa-payment-gateways")
    expect(said).toContain("npm install --save-dev jest")
    expect(said).toContain("npx jest kassa")
  })

  it("is how the command is used", async () => {
    expect(await run("--help")).toEqual({ code: 0, said: HELP, complaint: "" })
    expect(await run()).toMatchObject({ code: 0, said: HELP })
    expect(await run("new-gateway", "kassa", "-h")).toMatchObject({ said: HELP })
    expect(written()).toEqual([])
  })
})

describe("refused in plain words, with nothing written", () => {
  it.each([
    ["Kassa", "use lower-case letters and digits"],
    ["my_bank", "use lower-case letters and digits"],
    ["my-bank", "use lower-case letters and digits"],
    ["24bank", "a letter first"],
    ["../kassa", "use lower-case letters and digits"],
    ["касса", "use lower-case letters and digits"],
    ["k".repeat(31), "30 at most"],
    ["yookassa", "comes with medusa-payment-gateways already"],
    ["class", "is a word of the generated code"],
    ["delete", "is a word of the generated code"],
    ["options", "is a word of the generated code"],
  ])("the name %s", async (name, reason) => {
    const { code, complaint } = await run("new-gateway", name)
    expect(code).toBe(1)
    expect(complaint).toContain(`"${name}"`)
    expect(complaint).toContain(reason)
    expect(complaint).not.toContain("    at ")
    expect(written()).toEqual([])
  })

  it.each([
    [["new-gateway"], "What is the gateway called?"],
    [["new-gateway", "kassa", "bank"], 'what is "bank"?'],
    [["new-gatway", "kassa"], 'There is no command "new-gatway"'],
    [["new-gateway", "kassa", "--folder", "x"], "--folder"],
  ])("the command line %j", async (args, reason) => {
    expect(await run(...args)).toMatchObject({ code: 1, complaint: expect.stringContaining(reason) })
    expect(written()).toEqual([])
  })

  it("a folder in which one of the files is already", async () => {
    await run("new-gateway", "kassa")
    const provider = join(folder, "src/modules/kassa/index.ts")
    rmSync(join(folder, "src/modules/kassa/gateway.ts"))
    writeFileSync(provider, "mine")
    const { code, complaint } = await run("new-gateway", "kassa")
    expect(code).toBe(1)
    expect(complaint).toContain("src/modules/kassa/index.ts")
    expect(complaint).not.toContain("gateway.ts")
    expect(readFileSync(provider, "utf8")).toBe("mine")
    expect(written()).not.toContain("src/modules/kassa/gateway.ts")
  })

  it("a folder that cannot be made", async () => {
    writeFileSync(join(folder, "src"), "a file")
    const { code, complaint } = await run("new-gateway", "kassa")
    expect(code).toBe(1)
    expect(complaint).toContain("src/modules/kassa/gateway.ts cannot be written")
  })
})

it("the names of the gateways that come along are taken", async () => {
  const providers = readdirSync(join(__dirname, "../../providers"), { withFileTypes: true })
  const names = providers.filter((one) => one.isDirectory() && !/^(base|__)/.test(one.name))
  expect(names.map(({ name }) => name).sort()).toEqual([...PRESENT].sort())
})
