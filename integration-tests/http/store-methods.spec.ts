import { createRegionsWorkflow } from "@medusajs/medusa/core-flows"
import request from "supertest"
import { storeSuite } from "../support/store-suite"

storeSuite("a storefront's list of ways to pay", (store) => {
  const region = (currency: "rub" | "azn" | "eur") => `region_id=${store().catalog.regions[currency]}`

  it("holds the gateways that the region offers and that take its currency", async () => {
    const { shopper } = store()
    const names = async (currency: "rub" | "azn") =>
      new Set((await shopper.paymentMethods(region(currency))).map(({ gateway }) => gateway))
    expect(await names("rub")).toEqual(new Set(["tegro", "yookassa"]))
    expect(await names("azn")).toEqual(new Set(["m2cerber"]))
  })

  it("leaves out what a region does not offer, and providers of others", async () => {
    const { container, shopper } = store()
    const { result } = await createRegionsWorkflow(container).run({
      input: {
        regions: [
          {
            name: "one",
            currency_code: "rub",
            countries: ["by"],
            payment_providers: ["pp_system_default", "pp_tegro_main"],
          },
        ],
      },
    })
    const methods = await shopper.paymentMethods(`region_id=${result[0]!.id}`)
    expect(methods.map(({ provider_id }) => provider_id)).toEqual(["pp_tegro_main"])
  })

  it("tells what a form needs, and the limits in the region's currency", async () => {
    const { shopper } = store()
    const methods = await shopper.paymentMethods(`${region("azn")}&locale=en`)
    const method = methods.find(({ provider_id }) => provider_id === "pp_m2cerber_slow")
    expect(method).toEqual({
      provider_id: "pp_m2cerber_slow",
      gateway: "m2cerber",
      type: "transfer",
      title: "m10 transfer",
      description: expect.stringMatching(/\w/),
      icon: expect.stringMatching(/^data:image\/svg\+xml,%3Csvg/),
      min_amount: "10.00",
      max_amount: "2000.50",
      currency_code: "azn",
      is_test: false,
      places_order: "after_payment",
      fields: [
        {
          name: "user_wallet",
          label: expect.stringMatching(/m10/),
          required: true,
          pattern: expect.any(String),
          phone: { country: "994", trunk: "0", groups: [2, 3, 2, 2], example: "501234567" },
        },
      ],
    })
    expect("+994 50 123-45-67").toMatch(new RegExp(`^(?:${method?.fields[0]?.pattern})$`, "v"))
  })

  it("tells play money and orders that come first", async () => {
    const { shopper } = store()
    const methods = await shopper.paymentMethods(region("rub"))
    const of = (id: string) => methods.find(({ provider_id }) => provider_id === id)
    expect(of("pp_tegro_test")).toMatchObject({ is_test: true, min_amount: null, max_amount: null })
    expect(of("pp_tegro_first")).toMatchObject({ is_test: false, places_order: "before_payment" })
  })

  it.each([
    ["locale=ru", "", "Перевод m10"],
    ["locale=az", "ru", "m10 köçürməsi"],
    ["", "az-AZ,az;q=0.9,en;q=0.5", "m10 köçürməsi"],
    ["", "tr,ru;q=0.4", "Перевод m10"],
    ["", "tr", "m10 transfer"],
    ["locale=de", "az", "m10 köçürməsi"],
  ])("speaks the shopper's language (%s, Accept-Language: %s)", async (query, header, title) => {
    const { catalog, medusaUrl } = store()
    const answer = await request(medusaUrl)
      .get(`/store/payment-gateways/methods?${region("azn")}&${query}`)
      .set("x-publishable-api-key", catalog.publishableKey)
      .set("accept-language", header)
    expect(answer.body.payment_methods[0].title).toBe(title)
    expect(answer.headers.vary).toMatch(/Accept-Language/)
  })

  it.each([
    ["", 400, "invalid_query"],
    ["region_id=reg_nowhere", 404, "unknown_region"],
    ["region_id=a&region_id=b", 400, "invalid_query"],
    ["region_id=a&fields=*", 400, "invalid_query"],
  ])("refuses a question that makes no sense (%s)", async (query, status, code) => {
    const answer = await store().shopper.get(`/store/payment-gateways/methods?${query}`)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  it.each(["less", "more"])("is kept to at checkout: %s than the limits allow is refused", async (what) => {
    const { shopper, catalog, simulator } = store()
    const { collectionId } = await (what === "more"
      ? shopper.fillCart("azn", 5)
      : shopper.fillCart("azn", 1, catalog.fractionalVariantId))
    const answer = await shopper.choose(collectionId, "pp_m2cerber_slow")
    expect([answer.status, answer.body.code]).toEqual([400, "amount_not_supported"])
    expect((await simulator.control.state()).calls).toEqual([])
  })
})
