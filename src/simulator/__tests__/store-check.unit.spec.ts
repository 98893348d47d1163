import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { startSimulator, type Simulator } from "../simulator"
import { checkStore, checkText, storeEntries } from "../store-check"

/** What a store answers at an entry's address. */
const answers: Record<string, [status: number, body: string]> = {}
let store: Server
let simulator: Simulator
const medusaUrl = () => `http://127.0.0.1:${(store.address() as AddressInfo).port}`
const check = async (names: string) => {
  const checks = await checkStore(simulator, medusaUrl(), storeEntries(names), {})
  return checks?.map(({ ok, text }) => `${ok ? "ok" : "wrong"}: ${text}`)
}
const json = (code: string) => JSON.stringify({ code })

beforeAll(async () => {
  store = createServer((request, response) => {
    const [status, body] = answers[request.url?.split("/").at(-1) ?? ""] ?? [404, "Cannot POST"]
    request.resume().on("end", () => response.writeHead(status).end(body))
  })
  await new Promise<void>((resolve) => store.listen(0, "127.0.0.1", resolve))
  simulator = await startSimulator()
})
afterAll(async () => {
  await simulator.stop()
  store.closeAllConnections()
  await new Promise((resolve) => store.close(resolve))
})

it.each<[string, [number, string], RegExp]>([
  ["tegro_main", [404, json("unknown_reference")], /^ok: hears it, and the keys fit/],
  ["m2cerber_main", [404, json("unknown_reference")], /^ok/],
  ["yookassa_main", [200, "OK"], /^ok: hears YooKassa/],
  ["tegro_main", [401, json("bad_signature")], /^wrong: has another secret key/],
  ["yookassa_main", [401, json("bad_signature")], /^wrong: .*checkSenderAddress/],
  ["tegro_shop", [404, json("unknown_shop")], /^wrong: no provider entry is "shop"/],
  ["tegro_main", [404, "Cannot POST /hooks"], /^wrong: .*to plugins/],
  ["tegro_main", [503, json("not_received")], /^wrong: .*db:migrate/],
  ["tegro_main", [500, ""], /^wrong: answers HTTP 500/],
])("of %s that answers %j it is said what is wrong", async (entry, answer, text) => {
  answers[entry] = answer
  expect(await check(entry)).toEqual([expect.stringMatching(text)])
})

it("a store that does not answer is asked again later", async () => {
  expect(await checkStore(simulator, "http://127.0.0.1:9", storeEntries("tegro_main"), {})).toBeUndefined()
})

it("the result has a line for each entry", () => {
  const checks = [
    { entry: "tegro_main", ok: true, text: "fine" },
    { entry: "m2cerber_main", ok: false, text: "has another secret key" },
  ]
  expect(checkText("http://x.example", checks)).toMatch(/ok +tegro_main +fine\n +WRONG +m2cerber_main +has/)
})
