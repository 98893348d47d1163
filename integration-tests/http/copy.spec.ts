import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { GATEWAY_LEDGER, type GatewayLedgerService } from "../../src/modules/gateway-ledger"
import { sweep } from "../../src/workflows"
import { Admin, keyAuthorization, signIn } from "../support/admin"
import { makeDue } from "../support/clockwork"
import { ANNA, PayoutDesk } from "../support/payouts"
import { storeSuite } from "../support/store-suite"

storeSuite("a copy of the store", (store) => {
  const ledger = () => store().container.resolve<GatewayLedgerService>(GATEWAY_LEDGER)
  const desk = () => new PayoutDesk(store().container)
  const sent = async () => (await store().simulator.control.state()).m2cerber.payouts.length
  const calls = async (name: string) =>
    (await store().simulator.control.state()).calls.filter(({ call }) => call === name).length

  /** As if this database had been copied from another one. */
  const becomeCopy = async () => {
    await ledger().installation.state()
    const knex = store().container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
    await knex("gateway_place").update({ database: "1", name: "live" })
  }

  it("sends no payout before an admin has said that the live store is here, and says why", async () => {
    const { container, medusaUrl } = store()
    const anna = await signIn(container, medusaUrl)
    const robot = new Admin(medusaUrl, await keyAuthorization(container))
    const [draft, approved] = [await desk().draft(), await desk().approved()]
    expect((await anna.get("connections")).body.installation).toMatchObject({ is_live: true, reason: null })
    await becomeCopy()

    const { warnings, installation } = (await anna.get("connections")).body
    expect(warnings).toContain("store_not_confirmed")
    expect(installation).toMatchObject({ is_live: false, reason: "copied", known: [{ database: "live" }] })
    const refused = await anna.post(`payouts/${draft.id}/approve`)
    expect([refused.status, refused.body.code]).toEqual([409, "store_not_confirmed"])
    expect((await anna.post(`payouts/${approved.id}/approve`)).body.payout.state).toBe("approved")
    expect([await desk().state(draft), await sent()]).toEqual(["draft", 0])

    expect((await robot.post("connections/live-store")).status).toBe(403)
    const confirmed = (await anna.post("connections/live-store")).body
    expect(confirmed.installation).toMatchObject({ is_live: true, reason: null })
    expect((await anna.get("connections")).body.warnings).not.toContain("store_not_confirmed")
    await anna.post(`payouts/${draft.id}/approve`)
    expect([await desk().state(draft), await sent()]).toEqual(["sent", 1])
  })

  it("leaves a refund's payout where it is, however often it sweeps", async () => {
    const { shopper, simulator, settled, container } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_payouts")
    await simulator.control.m2cerber.transfer(session.data.reference, "500")
    await settled()
    await becomeCopy()
    const payments = container.resolve(Modules.PAYMENT)
    const [payment] = await payments.listPayments({ payment_session_id: session.id } as never)
    await payments.refundPayment({ payment_id: payment!.id, amount: 100, created_by: ANNA.actor_id })
    for (let i = 0; i < 2; i++) {
      await makeDue(container)
      await sweep(container)
    }
    const [payout] = await desk().all()
    expect([payout!.state, payout!.error, await sent()]).toEqual(["approved", null, 0])
    await ledger().installation.confirm(ANNA.actor_id)
    await makeDue(container)
    await sweep(container)
    expect([await desk().state(payout!), await sent()]).toEqual(["sent", 1])
  })

  it("looks, and tells the gateways nothing: money that comes is seen, and no payment is canceled there", async () => {
    const { shopper, simulator, books, container, settled } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
    const changed = await shopper.checkOut("azn", "pp_m2cerber_main")
    const paid = await shopper.checkOut("rub", "pp_tegro_main")
    await becomeCopy()
    expect(await shopper.say("cancel", session.id)).toMatchObject({ status: "awaiting" })
    await shopper.addItem(changed.cartId)
    const { m2cerber } = await simulator.control.state()
    expect(m2cerber.payments.map(({ status }) => status)).not.toContain("cancel")
    expect(await calls("cancel")).toBe(0)

    await simulator.control.notifications.policy("tegro", { drop: true })
    await simulator.control.tegro.pay(paid.session.data.reference)
    await makeDue(container)
    await sweep(container)
    await settled()
    expect(await books(paid.cartId)).toMatchObject({ captured: "1490.50", captures: 1 })
  })
})
