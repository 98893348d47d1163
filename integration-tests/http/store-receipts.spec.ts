import { Modules } from "@medusajs/framework/utils"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { Money } from "../../src/core"
import type { Session } from "../support/shopper"
import { storeSuite } from "../support/store-suite"

storeSuite("the receipt that reaches Tegro", (store) => {
  const orderOf = async ({ data }: Session) => {
    const { tegro } = await store().simulator.control.state()
    const order = tegro.orders.find(({ reference }) => reference === data.reference)
    if (!order?.receipt) throw new Error("no receipt came")
    const total = order.receipt.reduce(
      (sum, { count, price }) => sum + Money.of(price, "RUB").minor * BigInt(count),
      0n,
    )
    const lines = order.receipt.map(
      ({ name, count, price }) => `${count} × ${Money.of(price, "RUB").amount} ${name}`,
    )
    return { order, lines, total: Money.fromMinor(total, "RUB").amount }
  }

  /** A cart as Medusa's own workflows leave it, made in one step. */
  const makeCart = (cart: object) => {
    const { container, catalog } = store()
    return container.resolve(Modules.CART).createCarts({
      currency_code: "rub",
      region_id: catalog.regions.rub,
      sales_channel_id: catalog.salesChannelId,
      email: "cart@example.com",
      ...cart,
    })
  }
  const pay = async (cart: object, data = {}): Promise<Session> => {
    const { shopper } = store()
    const made = await makeCart(cart)
    const answer = await shopper.post("/store/payment-collections", { cart_id: made.id })
    return shopper.startPayment(answer.body.payment_collection.id, "pp_tegro_receipt", data)
  }
  const addCredit = async (cart_id: string, amount: number) => {
    const carts = store().container.resolve(Modules.CART) as unknown as {
      createCreditLines(lines: object[]): Promise<unknown>
    }
    await carts.createCreditLines([{ cart_id, amount, reference: "gift-card", reference_id: "1" }])
  }

  it("names goods and delivery, each with its own price", async () => {
    const session = await pay({
      items: [
        { title: "Samovar", variant_title: "M", quantity: 2, unit_price: 1490.5 },
        { title: "Tea", quantity: 3, unit_price: 33.33 },
      ],
      shipping_methods: [{ name: "Courier", amount: 300 }],
    })
    expect(await orderOf(session)).toMatchObject({
      lines: ["2 × 1490.50 Samovar, M", "3 × 33.33 Tea", "1 × 300.00 Courier"],
      total: "3380.99",
    })
    expect(session.data.amount).toBe("3380.99")
  })

  it.each([
    ["three pieces for a hundred", { quantity: 3, unit_price: 33.333333 }, "100.00"],
    ["a tax on top", { quantity: 3, unit_price: 33.33, tax_lines: [{ code: "vat", rate: 20 }] }, "119.99"],
    [
      "a tax in the price",
      { quantity: 3, unit_price: 33.33, is_tax_inclusive: true, tax_lines: [{ code: "vat", rate: 20 }] },
      "99.99",
    ],
    ["a discount", { quantity: 3, unit_price: 33.33, adjustments: [{ code: "TEN", amount: 10 }] }, "89.99"],
    ["a gift beside it", { quantity: 7, unit_price: 0.07 }, "0.49"],
  ])("sums exactly to the amount with %s", async (_what, item, amount) => {
    const session = await pay({
      items: [
        { title: "Tea", ...item },
        { title: "Sample", quantity: 1, unit_price: 0 },
      ],
    })
    const { total, lines } = await orderOf(session)
    expect([session.data.amount, total]).toEqual([amount, amount])
    expect(lines.every((line) => line.endsWith("Tea"))).toBe(true)
  })

  it("spreads a gift card over the lines", async () => {
    const { shopper } = store()
    const cart = await makeCart({
      items: [
        { title: "Samovar", quantity: 1, unit_price: 1000 },
        { title: "Tea", quantity: 3, unit_price: 100 },
      ],
      shipping_methods: [{ name: "Courier", amount: 200 }],
    })
    await addCredit(cart.id, 100)
    const answer = await shopper.post("/store/payment-collections", { cart_id: cart.id })
    const session = await shopper.startPayment(answer.body.payment_collection.id, "pp_tegro_receipt")
    const { lines, total } = await orderOf(session)
    expect([session.data.amount, total]).toEqual(["1400.00", "1400.00"])
    expect(lines).toEqual(["1 × 933.34 Samovar", "1 × 93.34 Tea", "2 × 93.33 Tea", "1 × 186.66 Courier"])
  })

  it("holds the prices after a promotion that the shopper entered", async () => {
    const { container, shopper } = store()
    await createPromotionsWorkflow(container).run({
      input: {
        promotionsData: [
          {
            code: "SEVEN",
            type: "standard",
            status: "active",
            application_method: {
              type: "percentage",
              target_type: "items",
              allocation: "across",
              value: 7,
              currency_code: "rub",
            },
          },
        ] as never,
      },
    })
    const { cartId, collectionId } = await shopper.fillCart("rub", 3)
    await shopper.post(`/store/carts/${cartId}/promotions`, { promo_codes: ["SEVEN"] })
    const session = await shopper.startPayment(collectionId, "pp_tegro_receipt")
    const { total, lines } = await orderOf(session)
    // 3 × 1490.50 less 7 % is 4158.495.
    expect([session.data.amount, total]).toEqual(["4158.50", "4158.50"])
    expect(lines[0]).toMatch(/Samovar, M$/)
  })

  it("is one line where the cart's lines do not make up the amount", async () => {
    const { container, shopper } = store()
    const { cartId, collectionId } = await shopper.fillCart("rub")
    await container
      .resolve(Modules.CART)
      .addLineItems(cartId, [{ title: "Slipped in", quantity: 1, unit_price: 5 }])
    const session = await shopper.startPayment(collectionId, "pp_tegro_receipt")
    const { lines, total } = await orderOf(session)
    expect(lines).toEqual([`1 × 1490.50 Order ${session.data.reference}`])
    expect(total).toBe(session.data.amount)
  })

  it("is of the cart that is paid, and not of what the shopper writes", async () => {
    const session = await pay(
      {
        items: [{ title: "Tea", quantity: 1, unit_price: 10 }],
        shipping_address: { phone: "+7 911 123-12-12" },
      },
      { email: "mallory@example.com", phone: "79990000000", receipt: [{ name: "Gold" }], cart_id: "cart_1" },
    )
    const { order, lines } = await orderOf(session)
    expect(lines).toEqual(["1 × 10.00 Tea"])
    expect(order).toMatchObject({ email: "cart@example.com", phone: "79111231212" })
  })

  it("cuts a long name between its characters", async () => {
    const session = await pay({ items: [{ title: "🫖".repeat(200), quantity: 1, unit_price: 10 }] })
    expect((await orderOf(session)).lines).toEqual([`1 × 10.00 ${"🫖".repeat(128)}`])
  })
})
