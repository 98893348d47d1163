import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { DEFAULT_M2CERBER_MERCHANT, DEFAULT_TEGRO_SHOP } from "../../src/simulator"
import { checkStore, storeEntries } from "../../src/simulator/store-check"
import { signIn, type Admin } from "../support/admin"
import { storeSuite } from "../support/store-suite"

/** What a merchant's mistakes look like on the page that tells whether the gateways and the store reach each other. */
storeSuite("the Connections page", (store) => {
  let admin: Admin
  beforeEach(async () => {
    admin = await signIn(store().container, store().medusaUrl)
  })
  const page = async () => (await admin.get("connections")).body
  const connection = async (id: string) =>
    (await page()).connections.find(({ provider_id }: { provider_id: string }) => provider_id === id)
  const knex = () => store().container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const forge = (url: string, sign: "wrong" | "valid" | "none" = "wrong") =>
    store().simulator.control.notifications.forge("tegro", {
      url,
      fields: { shop_id: DEFAULT_TEGRO_SHOP.publicKey, order_id: "x", payment_system: 36, amount: "1" },
      sign,
    })

  describe("with a wrong secret key", () => {
    it("tells how many notifications were refused, since when, and what to compare", async () => {
      const { hookUrl } = store()
      expect((await connection("pp_tegro_main")).wrong_signatures).toBeNull()
      const before = Date.now()
      for (let i = 0; i < 2; i++) expect((await forge(hookUrl("tegro_main"))).status).toBe(401)
      const { wrong_signatures, warnings } = await connection("pp_tegro_main")
      expect(warnings).toContain("wrong_signatures")
      expect(wrong_signatures.count).toBe(2)
      expect(Date.parse(wrong_signatures.since)).toBeGreaterThan(before - 60_000)
      expect(Date.parse(wrong_signatures.last)).toBeGreaterThanOrEqual(Date.parse(wrong_signatures.since))
      // All entries of the account have that key; those of another gateway do not.
      expect((await connection("pp_tegro_redirect")).wrong_signatures).toEqual(wrong_signatures)
      expect((await connection("pp_m2cerber_main")).wrong_signatures).toBeNull()
    })

    it("tells it of Medusa's own hook, too", async () => {
      await forge(`${store().medusaUrl}/hooks/payment/tegro_main`)
      await store().settled()
      const until = Date.now() + 20_000
      while ((await connection("pp_tegro_main")).wrong_signatures === null && Date.now() < until);
      expect((await connection("pp_tegro_main")).wrong_signatures).toMatchObject({ count: 1 })
    })

    it("tells nothing any more when a genuine one has come", async () => {
      const { hookUrl, shopper, simulator, settled } = store()
      await forge(hookUrl("tegro_main"))
      const { session } = await shopper.checkOut("rub", "pp_tegro_main")
      await simulator.control.tegro.pay(session.data.reference)
      await settled()
      expect((await connection("pp_tegro_main")).wrong_signatures).toBeNull()
      await forge(hookUrl("tegro_main"))
      expect((await connection("pp_tegro_main")).wrong_signatures).not.toBeNull()
    })

    it("does not count what is wrong in another way", async () => {
      const { hookUrl } = store()
      expect((await forge(hookUrl("tegro_main"), "valid")).status).toBe(404)
      expect((await connection("pp_tegro_main")).wrong_signatures).toBeNull()
    })

    it("says of a check that succeeds what it does not prove", async () => {
      const { connection: checked } = (await admin.post("connections/pp_tegro_main/check")).body
      expect(checked.unproven).toEqual(["secretKey"])
      expect((await connection("pp_m2cerber_main")).unproven).toEqual(["callbackBaseUrl"])
      expect((await connection("pp_yookassa_main")).unproven).toEqual([])
    })
  })

  describe("with a region whose currency no gateway takes", () => {
    const region = async (name: string, currency_code: string, payment_providers: string[]) => {
      const regions = [{ name, currency_code, payment_providers, countries: ["kz"] }]
      const { result } = await createRegionsWorkflow(store().container).run({ input: { regions } })
      return result[0]!.id
    }

    it("names the region, the currency and what is offered there in vain", async () => {
      expect((await page()).unpayable_regions).toEqual([])
      const region_id = await region("Kazakhstan", "kzt", ["pp_tegro_main", "pp_m2cerber_main"])
      expect((await page()).unpayable_regions).toEqual([
        { region_id, name: "Kazakhstan", currency_code: "kzt", offered: ["m10", "Tegro.money"] },
      ])
    })

    it.each([
      ["one of the gateways takes it", ["pp_tegro_main", "pp_m2cerber_main"], "usd"],
      ["no gateway of ours is offered", ["pp_system_default"], "kzt"],
    ])("says nothing where %s", async (_, providers, currency) => {
      await region("Kazakhstan", currency, providers)
      expect((await page()).unpayable_regions).toEqual([])
    })
  })

  describe("with a way to pay that was taken out of the configuration", () => {
    const offer = async (id: string) => {
      const { container, catalog } = store()
      await knex()("payment_provider").insert({ id, is_enabled: true }).onConflict("id").merge()
      await container.resolve(ContainerRegistrationKeys.LINK).create({
        [Modules.REGION]: { region_id: catalog.regions.rub },
        [Modules.PAYMENT]: { payment_provider_id: id },
      })
    }
    afterEach(() => knex()("payment_provider").whereIn("id", ["pp_tegro_old", "pp_stripe_stripe"]).delete())

    it("names it and its regions, ours and others', although nobody has paid by it", async () => {
      await offer("pp_tegro_old")
      await offer("pp_stripe_stripe")
      expect((await page()).missing_entries).toEqual([
        { provider_id: "pp_stripe_stripe", title: "stripe", regions: ["rub"] },
        { provider_id: "pp_tegro_old", title: "tegro (old)", regions: ["rub"] },
      ])
    })
  })

  describe("and the simulator's own check of the store", () => {
    const check = async (names: string) => {
      const { simulator, medusaUrl } = store()
      const options = { tegroShops: [DEFAULT_TEGRO_SHOP], m2cerberMerchants: [DEFAULT_M2CERBER_MERCHANT] }
      const checks = await checkStore(simulator, medusaUrl, storeEntries(names), options)
      return checks?.map(({ entry, ok, text }) => `${entry} ${ok ? "ok" : text}`)
    }

    it("agree that all entries hear it, and nothing is left behind by it", async () => {
      expect(await check("tegro_main,m2cerber_main,yookassa_main")).toEqual([
        "tegro_main ok",
        "m2cerber_main ok",
        "yookassa_main ok",
      ])
      await store().settled()
      expect((await admin.get("notifications")).body.count).toBe(0)
      expect((await admin.get("problems")).body.count).toBe(0)
      expect((await connection("pp_tegro_main")).wrong_signatures).toBeNull()
    })
  })

  it("is kept by no cache", async () => {
    expect((await admin.get("connections")).headers["cache-control"]).toBe("no-store")
  })
})
