import net from "node:net"
import type { IPaymentModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import request from "supertest"
import { refusals } from "../../src/http"
import { configuredGateway } from "../../src/workflows/configured-gateways"
import { Admin, adminAuthorization, keyAuthorization, signIn } from "../support/admin"
import { Browser } from "../support/browser"
import { inbox } from "../support/clockwork"
import { PayoutDesk } from "../support/payouts"
import { storeSuite } from "../support/store-suite"

storeSuite("what strangers, shoppers and admins may do", (store) => {
  const logged = (level: "error" | "warn") => {
    const lines: string[] = []
    const logger = store().container.resolve(ContainerRegistrationKeys.LOGGER)
    jest.spyOn(logger, level).mockImplementation((...line: unknown[]) => void lines.push(String(line[0])))
    return lines
  }
  afterEach(() => jest.restoreAllMocks())

  describe("texts that no database holds", () => {
    const refusedOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code]
    const REFUSED = [400, "unstorable_text"]
    const HALF = "done \ud83d"

    it("are refused where admins look for something or write it", async () => {
      const anna = await signIn(store().container, store().medusaUrl)
      for (const list of ["payments", "problems", "notifications", "payouts"]) {
        expect(refusedOf(await anna.get(list, { q: "a\0" }))).toEqual(REFUSED)
      }
      const paths = ["payments/%00", "orders/o%00", "payouts/p%00", "balances/%00"]
      for (const path of [...paths, "statement?provider_id=%00", "payments?created_at[gte]=%00"]) {
        expect(refusedOf(await anna.get(path))).toEqual(REFUSED)
      }
      const posts = [
        "payments/%00/check",
        "notifications/%00/replay",
        "problems/%00/check",
        "payouts/%00/approve",
      ]
      for (const path of [...posts, "connections/%00/check", "problems/%00/place-order"]) {
        expect(refusedOf(await anna.post(path))).toEqual(REFUSED)
      }
      for (const note of ["done\0", HALF]) {
        expect(refusedOf(await anna.post("problems/payprob_1/resolve", { note }))).toEqual(REFUSED)
        expect(refusedOf(await anna.post("payouts", { ...draft, note }))).toEqual(REFUSED)
      }
    })

    it("are refused where shoppers do", async () => {
      const { shopper } = store()
      const { collectionId } = await shopper.fillCart("azn")
      const session = "/store/payment-gateways/sessions"
      for (const path of [`${session}/%00`, `${session}/%ED%A0%80`, `${session}/${"x".repeat(3_000)}`]) {
        expect(refusedOf(await shopper.get(path))).toEqual(REFUSED)
      }
      expect(refusedOf(await shopper.get("/store/payment-gateways/methods?region_id=%00"))).toEqual(REFUSED)
      for (const word of ["sent", "cancel"]) {
        expect(refusedOf(await shopper.post(`${session}/p%00/${word}`))).toEqual(REFUSED)
      }
      for (const user_wallet of ["994501234567\0", "99450123456\ud83d"]) {
        const chosen = await shopper.choose(collectionId, "pp_m2cerber_main", { user_wallet })
        expect(refusedOf(chosen)).toEqual(REFUSED)
      }
      const long = await shopper.choose(collectionId, "pp_m2cerber_main", { user_wallet: "9".repeat(50_000) })
      expect(long.status).toBe(400)
    })

    it("are refused where gateways do, signed or not", async () => {
      const { simulator, hookUrl, medusaUrl } = store()
      const errors = logged("error")
      const { shopId: shop_id } = store()
      const fields = { shop_id, order_id: "mpg-\0", payment_system: "36", currency: "RUB", amount: "1" }
      const forged = (change: object) =>
        simulator.control.notifications.forge("tegro", {
          ...{ url: hookUrl("tegro_main"), fields: { ...fields, ...change }, sign: "valid" },
        })
      for (const change of [{}, { order_id: "x", bonus: "\0" }, { order_id: "x".repeat(300) }]) {
        expect(await forged(change)).toMatchObject({ status: 400 })
      }
      for (const path of ["%00", "tegro_main/%00", "%E0%A4%A", "m2cerber_main/%ED%A0%80"]) {
        const { status } = await request(medusaUrl).post(`/hooks/payment-gateways/${path}`).send({ a: 1 })
        expect(status).toBe(400)
      }
      expect([await inbox(store().container), errors]).toEqual([[], []])
    })
  })

  const draft = {
    provider_id: "pp_m2cerber_two",
    amount: "100.50",
    currency_code: "azn",
    account: "994501112233",
  }

  describe("what the dashboard changes", () => {
    const POSTS = [
      ...["balances/refresh", "payments/x/check", "problems/x/check", "problems/x/place-order"],
      ...[
        "problems/x/refunded",
        "problems/x/resolve",
        "notifications/x/replay",
        "payouts",
        "payouts/x/approve",
      ],
      ...["payouts/x/cancel", "payouts/x/check", "connections/live-store", "connections/pp_tegro_main/check"],
    ]
    const post = async (path: string, headers: Record<string, string>, body: string) =>
      request(store().medusaUrl)
        .post(`/admin/payment-gateways/${path}`)
        .set({ authorization: await anna, ...headers })
        .send(body)
    let anna: Promise<string>
    beforeEach(() => void (anna = adminAuthorization(store().container)))
    const money = new URLSearchParams(draft).toString()

    it("is no form of any page, and no JSON of another one", async () => {
      const JSON_TYPE = "application/json"
      for (const path of POSTS) {
        const form = await post(path, { "content-type": "application/x-www-form-urlencoded" }, money)
        expect([path, form.status, form.body.code]).toEqual([path, 415, "json_only"])
        const evil = { "content-type": JSON_TYPE, origin: "https://blog.shop.example" }
        for (const headers of [evil, { ...evil, "sec-fetch-site": "same-site" }]) {
          const foreign = await post(path, headers, "{}")
          expect([path, foreign.status, foreign.body.code]).toEqual([path, 403, "foreign_origin"])
        }
      }
      expect(await new PayoutDesk(store().container).all()).toEqual([])
    })

    it("is heard from the dashboard, from one that the merchant allows, and from programs", async () => {
      const own = { origin: store().medusaUrl, "content-type": "application/json" }
      const elsewhere = { origin: "http://localhost:9000", "sec-fetch-site": "same-site" }
      for (const headers of [own, { ...own, "sec-fetch-site": "same-origin" }, { ...own, ...elsewhere }]) {
        expect((await post("payouts", headers, JSON.stringify(draft))).status).toBe(200)
      }
      const robot = new Admin(store().medusaUrl, await keyAuthorization(store().container))
      expect((await robot.post("payouts", draft)).status).toBe(200)
    })
  })

  describe("a payout of two persons", () => {
    const people = async () => {
      const { container, medusaUrl } = store()
      return {
        anna: await signIn(container, medusaUrl),
        boris: await signIn(container, medusaUrl, "boris@example.com"),
      }
    }
    /** A key that an admin has made in Medusa's dashboard. */
    const keyOf = async (authorization: string) => {
      const body = { title: "robot", type: "secret" }
      const url = store().medusaUrl
      const made = await request(url).post("/admin/api-keys").set({ authorization }).send(body)
      return `Basic ${Buffer.from(`${made.body.api_key.token}:`).toString("base64")}`
    }

    it("is not approved by the admin whose key asked for it, nor by one whose key's key did", async () => {
      const { container, medusaUrl } = store()
      const authorization = await adminAuthorization(container, "carla@example.com")
      const carla = new Admin(medusaUrl, authorization)
      const { boris } = await people()
      const first = await keyOf(authorization)
      for (const key of [first, await keyOf(first)]) {
        const { payout } = (await new Admin(medusaUrl, key).post("payouts", draft)).body
        expect(payout).toMatchObject({
          requested_by: { api_key: "robot" },
          requested_person: { email: "carla@example.com" },
        })
        expect((await carla.get(`payouts/${payout.id}`)).body.payout.may_approve).toBe(false)
        const own = await carla.post(`payouts/${payout.id}/approve`)
        expect([own.status, own.body.code]).toEqual([403, "payout_needs_another_person"])
        expect((await boris.post(`payouts/${payout.id}/approve`)).status).toBe(200)
      }
    })

    it("is not approved by the admin who has refunded, in person or by a key", async () => {
      const { container, medusaUrl, shopper, simulator, settled, books } = store()
      const authorization = await adminAuthorization(container, "carla@example.com")
      const carla = new Admin(medusaUrl, authorization)
      const { boris } = await people()
      const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_two")
      await simulator.control.m2cerber.transfer(session.data.reference, "500")
      await settled()
      expect(await books(cartId)).toMatchObject({ captured: "500.00" })
      const [payment] = await container
        .resolve<IPaymentModuleService>(Modules.PAYMENT)
        .listPayments({ payment_session_id: session.id } as never)
      for (const author of [authorization, await keyOf(authorization)]) {
        const refund = request(medusaUrl).post(`/admin/payments/${payment!.id}/refund`)
        expect((await refund.set({ authorization: author }).send({ amount: 100 })).status).toBe(200)
        const [payout] = (await carla.get("payouts", { state: "draft" })).body.payouts
        const own = await carla.post(`payouts/${payout.id}/approve`)
        expect([own.status, own.body.code]).toEqual([403, "payout_needs_another_person"])
        expect((await boris.post(`payouts/${payout.id}/approve`)).status).toBe(200)
      }
    })

    it("is approved by the admins alone whom the merchant names, once their accounts are old enough", async () => {
      const { anna, boris } = await people()
      const gateway = (await configuredGateway(store().container, "pp_m2cerber_two"))!
      const { payoutPolicy } = gateway
      const rules = (change: object) =>
        Object.assign(gateway, { payoutPolicy: { ...payoutPolicy, ...change } })
      try {
        const { id } = (await anna.post("payouts", draft)).body.payout
        const refused = async (change: object) => {
          rules(change)
          const { status, body } = await boris.post(`payouts/${id}/approve`)
          expect([status, body.code]).toEqual([403, "payout_approver_not_allowed"])
          expect((await boris.get(`payouts/${id}`)).body.payout.may_approve).toBe(false)
        }
        await refused({ approvers: ["carla@example.com"] })
        await refused({ approverAgeMs: 60 * 60_000 })
        rules({ approvers: ["boris@example.com"], approverAgeMs: 1 })
        expect((await boris.post(`payouts/${id}/approve`)).status).toBe(200)
      } finally {
        Object.assign(gateway, { payoutPolicy })
      }
    })

    it("has a key against second clicks that is its own admin's, and covers all that it is about", async () => {
      const { anna, boris } = await people()
      const clicked = { ...draft, note: "rent", idempotency_key: "click-0001" }
      const [first, again, other] = [
        await anna.post("payouts", clicked),
        await anna.post("payouts", clicked),
        await boris.post("payouts", { ...clicked, amount: "7" }),
      ]
      expect(again.body.payout.id).toBe(first.body.payout.id)
      expect(other.body.payout).toMatchObject({
        amount: "7.00",
        requested_by: { email: "boris@example.com" },
      })
      for (const change of [{ note: "food" }, { payment_system: 36 }, { account: "994509999999" }]) {
        const { status, body } = await anna.post("payouts", { ...clicked, ...change })
        expect([status, body.code]).toEqual([409, "payout_key_reused"])
      }
    })
  })

  describe("a gateway's notification", () => {
    it("that is broken off is a refusal, and no alarm", async () => {
      const errors = logged("error")
      const { hostname, port } = new URL(store().medusaUrl)
      const broken = () => refusals().get("pp_tegro_main: broken_off") ?? 0
      const before = broken()
      const breakOff = (head: string, body: string) =>
        new Promise<void>((resolve) => {
          const socket = net.connect(Number(port), hostname)
          socket.once("close", () => resolve())
          socket.on("error", () => undefined)
          socket.write(
            `POST /hooks/payment-gateways/tegro_main HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n${body}`,
          )
          setTimeout(() => socket.destroy(), 100)
        })
      await breakOff("Content-Type: application/json\r\nContent-Length: 500", '{"order_id":')
      await breakOff(
        "Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked",
        "5\r\n--x",
      )
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect([broken() - before, errors]).toEqual([2, []])
    })

    it("is not what a payment's own link is signed with", async () => {
      const { shopper, hookUrl, container } = store()
      const { session } = await shopper.checkOut("rub", "pp_tegro_redirect")
      const { url } = session.data.next_action as { url: string }
      const link = new URL(url).searchParams
      const signed = ["shop_id", "amount", "currency", "order_id", "sign"].map((name) => [
        name,
        link.get(name) ?? "",
      ])
      for (const more of [[], [["payment_system", "36"]], [["status", "1"]]] as string[][][]) {
        const body = new URLSearchParams([...signed, ...more] as [string, string][]).toString()
        const hook = new URL(hookUrl("tegro_redirect"))
        const { status } = await request(hook.origin).post(hook.pathname).type("form").send(body)
        expect(status).toBe(more.length > 0 ? 401 : 400)
      }
      expect(await inbox(container)).toEqual([])
      await new Browser().open(url)
    })

    it("of a sum that is finer than a qəpik is taken in, and its payment captured", async () => {
      const { shopper, simulator, settled, container, books } = store()
      const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
      const { reference } = session.data
      await simulator.control.notifications.policy("m2cerber", { drop: true })
      await simulator.control.m2cerber.transfer(reference, "500")
      const { callbackUrl: url } = (await simulator.control.state()).m2cerber.payments[0]!
      const fields = { status: "confirm", payment_id: reference, confirm_sum: "500.00000000000006" }
      const answer = await simulator.control.notifications.forge("m2cerber", { url, fields, sign: "valid" })
      await settled()
      expect(answer.status).toBe(200)
      expect(await inbox(container)).toMatchObject([{ claim: { status: "paid", received: "500.00" } }])
      expect(await books(cartId)).toMatchObject({ captured: "500.00" })
    })
  })

  describe("what a gateway says", () => {
    const LONG = "x".repeat(60_000)
    const patched = (gateway: "m2cerber" | "tegro", call: string, patch: Record<string, unknown>) =>
      store().simulator.control.faults.add({ gateway, call, kind: "mismatch", patch })

    it("is cut or left out where nobody needs it: the shopper pays all the same", async () => {
      const { shopper, simulator, settled, books } = store()
      await patched("m2cerber", "get_wallet", { wallet_link: `https://m10.example/${LONG}`, image: LONG })
      const { cartId, session } = await shopper.checkOut("azn", "pp_m2cerber_main")
      expect(session.data.next_action).toMatchObject({ type: "transfer", wallet_link: null })
      await simulator.control.m2cerber.transfer(session.data.reference, "500")
      await settled()
      expect(await books(cartId)).toMatchObject({ captured: "500.00" })
    })

    it("is not kept where it is an address that is none: the payment is asked about on", async () => {
      const { shopper } = store()
      await patched("tegro", "createOrder", { url: `https://tegro.example/${LONG}${LONG}` })
      const { collectionId } = await shopper.fillCart("rub")
      const chosen = await shopper.choose(collectionId, "pp_tegro_main")
      expect([chosen.status, chosen.text.length < 1_000]).toEqual([500, true])
      const anna = await signIn(store().container, store().medusaUrl)
      const [payment] = (await anna.get("payments")).body.payments
      expect(payment).toMatchObject({ status: "created" })
    })
  })

  it("the address of the server is the merchant's word, not that of a request", async () => {
    const { medusaUrl, container } = store()
    const authorization = await adminAuthorization(container)
    const forged = { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" }
    const { body } = await request(medusaUrl)
      .get("/admin/payment-gateways/connections")
      .set({ authorization, ...forged })
    const checked = await request(medusaUrl)
      .post("/admin/payment-gateways/connections/pp_tegro_main/check")
      .set({ authorization, ...forged })
      .send({})
    expect(JSON.stringify([body, checked.body])).not.toContain("evil")
    const of = (one: { provider_id: string }) => one.provider_id === "pp_tegro_main"
    const url = `${medusaUrl}/hooks/payment-gateways/tegro_main`
    expect(body.connections.find(of).webhook_urls).toEqual([{ purpose: "payments", url }])
  })
})
