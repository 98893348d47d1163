import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import request from "supertest"
import { signIn, type Admin } from "../support/admin"
import { inbox } from "../support/clockwork"
import { Merchant } from "../support/merchant"
import { storeSuite } from "../support/store-suite"

/** Entries of medusa-config.ts come and go, and share accounts; the money of payments that were begun does not care. */
storeSuite("renamed, removed and sibling entries", (store) => {
  let merchant: Merchant
  beforeEach(() => {
    merchant = new Merchant(store())
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  const knex = () => store().container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  /** What of an attempt is written down when its entry is called so, or has this account. */
  const rewrite = async (session: { id: string }, columns: object) => {
    await knex()("payment_attempt").where({ session_id: session.id }).update(columns)
    const journal = knex()("payment_journal").where({ kind: "opened" })
    await journal.update({ change: knex().raw("change || ?::jsonb", [JSON.stringify(columns)]) })
  }

  describe("a notification that comes to another entry's address", () => {
    it("pays the order, when both are one account", async () => {
      const { shopper, simulator, books, settled, container } = store()
      const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_first")
      await simulator.control.tegro.pay(session.data.reference)
      await settled()
      expect(await books(cartId)).toMatchObject({ captured: "1490.50", orderPaid: "1490.50" })
      expect(await inbox(container)).toMatchObject([{ provider_id: "pp_tegro_first", state: "done" }])
    })

    it("is refused, when the payment is another account's", async () => {
      const { shopper, simulator, settled, container } = store()
      const { session } = await shopper.checkOut("rub", "pp_tegro_first")
      await rewrite(session, { account: "another shop" })
      await simulator.control.notifications.policy("tegro", { retry: { tries: 0, delaysMs: [] } })
      await simulator.control.tegro.pay(session.data.reference)
      await settled()
      expect(await inbox(container)).toEqual([])
    })
  })

  describe("an entry that was renamed", () => {
    it("is told of its payments at its old address, in the gateway's own signature", async () => {
      const { shopper, simulator, settled, container } = store()
      await simulator.control.notifications.policy("m2cerber", { drop: true })
      const { session } = await shopper.checkOut("azn", "pp_m2cerber_main")
      await rewrite(session, { provider_id: "pp_m2cerber_oldname" })
      await simulator.control.m2cerber.transfer(session.data.reference, "500")
      await settled()
      const reference = session.data.reference
      const deliver = (sign: "valid" | "wrong") =>
        simulator.control.notifications.forge("m2cerber", {
          url: `${store().hookUrl("m2cerber_oldname")}/${reference}`,
          fields: { payment_id: reference, status: "confirm", confirm_sum: "500" },
          sign,
        })
      expect((await deliver("wrong")).status).toBe(404)
      expect((await deliver("valid")).status).toBe(200)
      await settled()
      expect(await inbox(container)).toMatchObject([{ provider_id: "pp_m2cerber_oldname", state: "done" }])
    })

    it("has its open payments looked after by another entry of the account, and its money told", async () => {
      const { shopper, simulator, books, settled } = store()
      await simulator.control.notifications.policy("tegro", { drop: true })
      const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
      await rewrite(session, { provider_id: "pp_tegro_oldname" })
      await merchant.sweeps()
      expect(await merchant.openProblems()).toEqual([])
      await simulator.control.tegro.pay(session.data.reference)
      // A deployment may be under way for a while.
      await merchant.sweeps(2)
      expect(await merchant.openProblems()).toEqual([])
      await merchant.later(2)
      expect(await merchant.openProblems()).toEqual(["entry_missing 1490.50"])
      expect(await books(cartId)).toMatchObject({ captures: 0 })
      await rewrite(session, { provider_id: "pp_tegro_main" })
      await merchant.sweeps()
      await settled()
      expect(await merchant.openProblems()).toEqual([])
      expect(await books(cartId)).toMatchObject({ captured: "1490.50", orderPaid: "1490.50" })
    })
  })

  describe("an account that no entry has any more", () => {
    it("leaves its open payments to a person, until the entry is back", async () => {
      const { shopper, simulator, books } = store()
      await simulator.control.notifications.policy("tegro", { drop: true })
      const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
      const { account } = await store().attempt(session.id)
      await rewrite(session, { account: "a shop that was closed" })
      await simulator.control.tegro.pay(session.data.reference)
      await merchant.later(100, 3)
      expect(await merchant.openProblems()).toEqual(["entry_missing null"])
      expect(await store().attempt(session.id)).toMatchObject({ status: "awaiting" })
      await rewrite(session, { account })
      await merchant.sweeps()
      expect(await merchant.openProblems()).toEqual([])
      expect(await books(cartId)).toMatchObject({ captured: "1490.50" })
    })
  })

  describe("a provider that only Medusa's table knows", () => {
    let admin: Admin
    beforeEach(async () => {
      const { container, medusaUrl, catalog } = store()
      admin = await signIn(container, medusaUrl)
      await knex()("payment_provider").insert({ id: "pp_tegro_gone", is_enabled: true })
      const link = container.resolve(ContainerRegistrationKeys.LINK)
      await link.create({
        [Modules.REGION]: { region_id: catalog.regions.rub },
        [Modules.PAYMENT]: { payment_provider_id: "pp_tegro_gone" },
      })
    })
    afterEach(() => knex()("payment_provider").where({ id: "pp_tegro_gone" }).delete())

    it("is offered to no shopper, and the other ways to pay are", async () => {
      const { medusaUrl, catalog } = store()
      const { status, body } = await request(medusaUrl)
        .get("/store/payment-gateways/methods")
        .set("x-publishable-api-key", catalog.publishableKey)
        .query({ region_id: catalog.regions.rub })
      expect(status).toBe(200)
      const ids = (body as { payment_methods: { provider_id: string }[] }).payment_methods.map(
        ({ provider_id }) => provider_id,
      )
      expect(ids).toContain("pp_tegro_main")
      expect(ids).not.toContain("pp_tegro_gone")
    })

    it("leaves every list of the dashboard, and the hook of the others, as they are", async () => {
      const lists = [
        "providers",
        "balances",
        "connections",
        "payments",
        "problems",
        "payouts",
        "notifications",
      ]
      for (const list of lists) expect([list, (await admin.get(list)).status]).toEqual([list, 200])
      const { status } = await request(store().medusaUrl).post("/hooks/payment-gateways/tegro_gone").send({})
      expect(status).toBe(404)
    })

    it("is told in Connections", async () => {
      expect((await admin.get("connections")).body).toMatchObject({
        missing_entries: [{ provider_id: "pp_tegro_gone", title: "tegro (gone)", regions: ["rub"] }],
      })
    })

    it("keeps no other payment from being looked after", async () => {
      const { shopper, simulator, books } = store()
      await simulator.control.notifications.policy("tegro", { drop: true })
      const gone = await shopper.checkOut("rub", "pp_tegro_main")
      await rewrite(gone.session, { provider_id: "pp_tegro_gone" })
      const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
      await simulator.control.tegro.pay(session.data.reference)
      await merchant.sweeps()
      expect(await books(cartId)).toMatchObject({ captured: "1490.50" })
    })
  })
})
