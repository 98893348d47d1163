import { Modules } from "@medusajs/framework/utils"
import { mayAskAgain } from "../support/clockwork"
import { eventually } from "../support/eventually"
import { Merchant } from "../support/merchant"
import type { Checkout } from "../support/shopper"
import { storeSuite } from "../support/store-suite"

/** Merchants' own subscribers hear of each change of a payment once, whoever was the first to find it. */
storeSuite("a store hears that a payment has changed", (store) => {
  let merchant: Merchant
  const heard: { status: string; held_for: string | null; reference: string }[] = []
  beforeAll(() => {
    store()
      .container.resolve(Modules.EVENT_BUS)
      .subscribe("payment_gateway.attempt_updated", async ({ data }) => {
        heard.push(data as (typeof heard)[number])
      })
  })
  beforeEach(async () => {
    merchant = new Merchant(store())
    heard.length = 0
    await store().simulator.control.notifications.policy("tegro", { drop: true })
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  const changes = () => heard.map(({ status, held_for }) => (held_for ? `${status} (${held_for})` : status))
  const FINDERS: Record<string, (checkout: Checkout) => Promise<unknown>> = {
    "the shopper, who completes the cart": ({ cartId }) => store().shopper.complete(cartId),
    "the page that waits": async ({ session }) => {
      await mayAskAgain(store().container)
      await store().shopper.paymentStatus(session.id)
    },
    'the dashboard, by "check status"': async ({ session }) => {
      const { id } = await store().attempt(session.id)
      await merchant.post(`/admin/payment-gateways/payments/${id}/check`)
    },
    "the sweep": () => merchant.sweeps(),
    "Medusa's own hook": async ({ session }) => {
      const { simulator, medusaUrl, shopId } = store()
      // Medusa keeps the raw body of forms and JSON only.
      await simulator.control.notifications.policy("tegro", { encoding: "urlencoded" })
      await simulator.control.notifications.forge("tegro", {
        url: `${medusaUrl}/hooks/payment/tegro_main`,
        fields: {
          ...{ shop_id: shopId, amount: "1490.50", order_id: session.data.reference },
          ...{ currency: "RUB", status: "1" },
        },
        sign: "valid",
      })
    },
    "Medusa itself, which authorizes the session": ({ session }) =>
      merchant.payments.authorizePaymentSession(session.id, {}),
  }

  it.each(Object.keys(FINDERS))("once, when it is found paid by %s", async (name) => {
    const { shopper, simulator, settled } = store()
    const checkout = await shopper.checkOut("rub", "pp_tegro_main")
    await settled()
    expect(changes()).toEqual(["awaiting"])
    await simulator.control.tegro.pay(checkout.session.data.reference)
    await FINDERS[name]!(checkout)
    await eventually(
      async () => heard.length,
      (count) => count > 1,
    )
    await merchant.sweeps(2)
    expect(changes()).toEqual(["awaiting", "paid"])
    expect(heard.every(({ reference }) => reference === checkout.session.data.reference)).toBe(true)
    expect(await store().books(checkout.cartId)).toMatchObject({ captures: 1, orderPaid: "1490.50" })
  })

  it("also that its money waits for a person, and that it does not any more", async () => {
    const { shopper, simulator } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference, { amount: "1000" })
    await merchant.sweeps(2)
    await simulator.control.tegro.pay(session.data.reference, { amount: "1490.50" })
    await merchant.sweeps(2)
    expect(changes()).toEqual(["awaiting", "processing (amount_mismatch)", "paid"])
  })

  it("also that it is over", async () => {
    const { shopper, simulator } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.fail(session.data.reference)
    await merchant.sweeps(2)
    expect(changes()).toEqual(["awaiting", "failed"])
    await shopper.checkOut("rub", "pp_tegro_main")
    await merchant.later(73, 2)
    expect(changes()).toEqual(["awaiting", "failed", "awaiting", "expired"])
  })
})
