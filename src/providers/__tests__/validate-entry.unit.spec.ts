import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { OptionsError } from "../../core"
import { m2cerber } from "../../gateways/m2cerber/gateway"
import { tegro } from "../../gateways/tegro/gateway"
import type { ConfiguredEntry, Start } from "../../medusa/starting"
import { validateEntry } from "../base/validate-entry"

const SHOP = { shopId: "shop", apiKey: "s3cret", secretKey: "s3cret" }

function startOf(entries: ConfiguredEntry[], change: Partial<Start> = {}) {
  const warnings: string[] = []
  const start: Start = {
    config: {},
    directory: "/nowhere",
    entries,
    hasLedger: true,
    warn: (line) => warnings.push(line),
    ...change,
  }
  return { start, warnings }
}

function refusal(work: () => void): OptionsError {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(OptionsError)
    return error as OptionsError
  }
  throw new Error("the entry was accepted")
}

describe("provider entries when Medusa starts", () => {
  it("are all told of by whichever error Medusa prints, each by its id", () => {
    const one = { ...SHOP, apiKey: undefined, shopid: "shop" }
    const two = { merchantId: "1", secretKey: "s3cret", callbackBaseUrl: "shop.example" }
    const { start } = startOf([
      { resolve: "medusa-payment-gateways/providers/tegro", id: "main", options: one },
      { resolve: "medusa-payment-gateways/providers/m2cerber", id: "az", options: two },
    ])
    const errors = [
      refusal(() => validateEntry(tegro, one, start, false)),
      refusal(() => validateEntry(m2cerber, two, start, false)),
    ]
    for (const { message } of errors) {
      expect(message).toContain('medusa-payment-gateways: tegro entry "main": option "apiKey" is required')
      expect(message).toContain('option "shopid" is not an option; did you mean "shopId"?')
      expect(message).toContain('medusa-payment-gateways: m2cerber entry "az": option "callbackBaseUrl"')
      expect(message).not.toContain("s3cret")
    }
    expect(JSON.stringify(errors[0])).toContain("m2cerber entry")
  })

  it("are told once each, however often they are looked at", () => {
    const options = { ...SHOP, apiKey: "" }
    const { start } = startOf([{ resolve: "x/tegro", id: "main", options }])
    refusal(() => validateEntry(tegro, options, start, false))
    const { message } = refusal(() => validateEntry(tegro, options, start, false))
    expect(message.split("\n")).toHaveLength(1)
  })

  it("without any options are found by what they resolve to", () => {
    const { start } = startOf([
      { resolve: "@medusajs/medusa/payment-stripe", id: "stripe" },
      { resolve: "medusa-payment-gateways/providers/tegro", id: "shop" },
    ])
    expect(refusal(() => validateEntry(tegro, undefined, start, false)).message).toContain(
      'tegro entry "shop":',
    )
  })

  it("keep no migration from running where no keys are, and are told there", () => {
    const options = { shopId: undefined }
    const { start, warnings } = startOf([{ resolve: "x/tegro", id: "main", options }])
    expect(() => validateEntry(tegro, options, start, true)).not.toThrow()
    expect(warnings.join()).toMatch(/tegro entry "main": option "shopId" is required.*will not serve/)
  })

  it("are refused without a Medusa, too", () => {
    expect(refusal(() => validateEntry(tegro, {}, undefined, false)).option).toBe("shopId")
  })
})

describe("a configuration as a whole", () => {
  it("is told once that the plugin is missing from it", () => {
    const { start, warnings } = startOf([{ id: "main", options: SHOP }], { hasLedger: false })
    validateEntry(tegro, SHOP, start, false)
    validateEntry(tegro, { ...SHOP }, start, false)
    expect(warnings).toEqual([expect.stringMatching(/to plugins.*ledger_missing/)])
  })

  it("is told that Medusa keeps one of two entries of the payment module", () => {
    const directory = mkdtempSync(join(tmpdir(), "config-"))
    const entry = '{ resolve: "@medusajs/medusa/payment" }'
    writeFileSync(join(directory, "medusa-config.ts"), `export default { modules: [${entry}, ${entry}] }`)
    const { start, warnings } = startOf([{ id: "main", options: SHOP }], { directory })
    validateEntry(tegro, SHOP, start, false)
    rmSync(directory, { recursive: true })
    expect(warnings).toEqual([expect.stringMatching(/2 entries of the payment module.*one entry/)])
  })

  it("is told nothing where nothing is wrong", () => {
    const { start, warnings } = startOf([{ id: "main", options: SHOP }])
    validateEntry(tegro, SHOP, start, false)
    expect(warnings).toEqual([])
  })
})
