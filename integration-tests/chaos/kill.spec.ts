import { DEFAULT_YOOKASSA_SHOP } from "../../src/simulator"
import { until } from "../../tools/until"
import type { Catalog, CurrencyCode } from "../support/catalog"
import { Shopper, type Checkout } from "../support/shopper"
import { readBooks, type Books } from "./books"
import { audit } from "./audit"
import { settleDown } from "./calm"
import { majorText } from "./minor"
import { SETTLEMENT_KILL_POINTS, type KillPoint, type OperationKillPoint } from "./medusa/kill-points"
import type { MedusaInstance } from "./medusa/instance"
import type { StoryEvent } from "./story"
import { World } from "./world"

jest.setTimeout(180_000)

const GATEWAYS: { provider: string; currency: CurrencyCode; total: bigint }[] = [
  { provider: "pp_tegro_main", currency: "rub", total: 149_050n },
  { provider: "pp_m2cerber_main", currency: "azn", total: 50_000n },
]

describe("a Medusa that is killed", () => {
  let world: World
  let medusa: MedusaInstance
  let shopper: Shopper

  beforeAll(async () => {
    // Only the test sweeps, so that nothing but the notification can have settled the payment.
    world = await World.start({ sweeps: false })
    medusa = world.instances[0] as MedusaInstance
    shopper = new Shopper(world.catalog satisfies Catalog, world.url)
  })
  afterAll(() => world.stop())

  /** A payment whose notification finds a Medusa that dies at that point. */
  async function dieAt(
    point: KillPoint,
    { provider, currency }: (typeof GATEWAYS)[number],
  ): Promise<Checkout> {
    await world.ready()
    const checkout = await shopper.checkOut(currency, provider)
    await medusa.dieAt(point)
    const { control } = world.simulator
    // Once and never again: what the process leaves behind is all there is.
    const retry = { tries: 0, delaysMs: [] }
    await control.notifications.policy("tegro", { retry })
    await control.notifications.policy("m2cerber", { retry })
    const { reference } = checkout.session.data
    if (currency === "azn") await control.m2cerber.transfer(reference, "500")
    else await control.tegro.pay(reference)
    await medusa.ownEnd()
    await control.notifications.idle()
    return checkout
  }

  const inbox = (reference: string) =>
    world.query<{ state: string }>("select state from gateway_notification where reference = $1", [reference])

  /** The books of one checkout. */
  async function booksOf({ collectionId, session }: Checkout): Promise<Books> {
    const { gateways, attempts, payments, problems, operations, reusedKeys, orders } = await readBooks(world)
    const own = <T extends { payment_collection_id: string | null }>(rows: T[]) =>
      rows.filter((row) => row.payment_collection_id === collectionId)
    const { reference } = session.data
    const ids = own(attempts).map(({ id }) => id)
    return {
      gateways: new Map([...gateways].filter(([key]) => key.endsWith(` ${reference}`))),
      gatewayPayouts: [],
      attempts: own(attempts),
      payments: own(payments),
      problems: problems.filter((problem) => problem.reference === reference),
      payouts: [],
      operations: operations.filter(({ attempt_id }) => ids.includes(attempt_id)),
      reusedKeys,
      orders: orders.filter(({ collections }) => collections.includes(collectionId)),
    }
  }

  describe.each(GATEWAYS)("while it settles a payment of $provider", (gateway) => {
    it.each(SETTLEMENT_KILL_POINTS)(
      "captures once, with one order and right totals (killed at: %s)",
      async (point) => {
        const checkout = await dieAt(point, gateway)
        const { reference } = checkout.session.data
        const { notifications } = await world.simulator.control.state()
        expect(
          notifications.filter(
            ({ fields }) => fields.order_id === reference || fields.payment_id === reference,
          ),
        ).toMatchObject([{ delivered: true, tries: 1 }])
        expect(await inbox(reference)).toEqual([{ state: "received" }])
        const before = await booksOf(checkout)
        expect(before.orders).toEqual([])
        expect(before.payments).toHaveLength(point === "captured" ? 1 : 0)

        await medusa.start()
        await world.ledger.makeDue()
        await medusa.sweep()
        expect(await until("done", async () => (await inbox(reference))[0]?.state ?? "none")).toBe("done")

        const after = await booksOf(checkout)
        expect(after.payments).toMatchObject([{ captures: [{ amount: gateway.total }] }])
        expect(after.orders).toMatchObject([{ total: gateway.total, paid: gateway.total }])
        const calm = {
          forged: new Set<string>(),
          foreign: new Set<string>(),
          stories: [],
          isOver: false,
          wasInterrupted: false,
        }
        expect(audit(after, calm).findings).toEqual([])
        expect(after.attempts).toMatchObject([{ status: "paid", isSettled: true }])
      },
    )
  })

  describe("while the merchant captures, cancels or sends money back", () => {
    const KASSA = "pp_yookassa_main"
    const HOLD = "pp_yookassa_hold"
    const TOTAL = 149_050n

    /** Paid or held, and its order placed. */
    async function placed(provider: string) {
      await world.ready()
      const { control } = world.simulator
      const checkout = await shopper.checkOut("rub", provider)
      const { reference } = checkout.session.data
      await control.yookassa.configureShop(DEFAULT_YOOKASSA_SHOP.shopId, {
        notifyUrl: world.hookUrl(provider.replace("pp_", "")),
      })
      await control.yookassa.pay(reference)
      await control.notifications.idle()
      await world.ledger.makeDue()
      await medusa.sweep()
      // Medusa writes the order first, and its payment last.
      await until("there", async () => {
        const isPlaced = Boolean(await world.records.orderOf(checkout.cartId))
        return isPlaced && (await booksOf(checkout)).payments.length > 0 ? "there" : "not yet"
      })
      const orderId = await world.records.orderOf(checkout.cartId)
      const [payment] = (await booksOf(checkout)).payments
      return { ...checkout, reference, orderId: orderId as string, paymentId: payment!.id }
    }

    /** The merchant presses a button, and the process dies at that point. */
    async function dieWhile(point: OperationKillPoint, press: () => Promise<unknown>): Promise<void> {
      await medusa.dieAt(point)
      const pressed = press().catch(() => undefined)
      await medusa.ownEnd()
      await pressed
    }

    /** A new process takes over; an hour passes, and the sweep does its rounds. */
    async function recover(checkout: Checkout): Promise<Books> {
      await world.ready()
      await world.age(1, [checkout.collectionId])
      await settleDown(world, [checkout.collectionId])
      return booksOf(checkout)
    }

    const faultsOf = (books: Books, checkout: Checkout, events: StoryEvent[]) =>
      audit(books, {
        forged: new Set<string>(),
        foreign: new Set<string>(),
        stories: [{ collections: [checkout.collectionId], events }],
        isOver: true,
        wasInterrupted: false,
      }).findings

    /** What stands in the books, as text. */
    const told = ({ operations, payments, orders, problems }: Books) => ({
      operations: operations.map(({ kind, state, amount }) => `${kind} ${majorText(amount)} ${state}`),
      captures: payments.flatMap(({ captures }) => captures.map(({ amount }) => majorText(amount))),
      refunded: payments.map(({ refunded }) => majorText(refunded)).join(),
      shown: payments.map(({ isMarked, counted }) => `${isMarked} ${majorText(counted)}`).join(),
      paid: orders
        .map(({ paid, canceledAt }) => `${majorText(paid)}${canceledAt === null ? "" : " canceled"}`)
        .join(),
      problems: problems.map(({ kind, state, amount }) => `${kind} ${amount && majorText(amount)} ${state}`),
    })

    it.each([
      "capture recorded",
      "operation opened",
      "operation sent",
      "operation done",
      "payment marked",
      "collection counted",
    ] as const)("captures a hold once, and shows it everywhere (killed at: %s)", async (point) => {
      const checkout = await placed(HOLD)
      const { paymentId } = checkout
      await dieWhile(point, () => world.merchant.post(`/admin/payments/${paymentId}/capture`))
      const books = await recover(checkout)
      expect(told(books)).toEqual({
        ...{ operations: ["capture 1490.50 done"], captures: ["1490.50"], refunded: "0.00" },
        ...{ shown: "true 1490.50", paid: "1490.50", problems: [] },
      })
      const asked: StoryEvent = { kind: "merchant captures", paymentId, amount: TOTAL, at: 0 }
      expect(faultsOf(books, checkout, [asked])).toEqual([])
    })

    it("captures a part of a hold once, and leaves the rest", async () => {
      const checkout = await placed(HOLD)
      const { paymentId } = checkout
      await dieWhile("operation sent", () =>
        world.merchant.post(`/admin/payments/${paymentId}/capture`, { amount: 1000 }),
      )
      const books = await recover(checkout)
      expect(told(books)).toEqual({
        ...{ operations: ["capture 1000.00 done"], captures: ["1000.00"], refunded: "0.00" },
        ...{ shown: "false 1000.00", paid: "1000.00", problems: [] },
      })
      const asked: StoryEvent = { kind: "merchant captures", paymentId, amount: 100_000n, at: 0 }
      expect(faultsOf(books, checkout, [asked])).toEqual([])
    })

    it.each([
      "payment canceled",
      "order canceled",
      "operation opened",
      "operation sent",
      "operation done",
    ] as const)("gives the hold of a canceled order up, once (killed at: %s)", async (point) => {
      const checkout = await placed(HOLD)
      const cancel = () => world.merchant.post(`/admin/orders/${checkout.orderId}/cancel`)
      await dieWhile(point, cancel)
      await medusa.start()
      // Nobody has told the merchant that it worked.
      await cancel()
      const books = await recover(checkout)
      expect(told(books)).toMatchObject({
        ...{ operations: ["void 1490.50 done"], captures: [], paid: "0.00 canceled", problems: [] },
      })
      expect(
        faultsOf(books, checkout, [{ kind: "merchant cancels", orderId: checkout.orderId, at: 0 }]),
      ).toEqual([])
    })

    it.each([
      "refund recorded",
      "operation opened",
      "operation sent",
      "operation done",
      "collection counted",
    ] as const)("sends money back at most once, or tells that it is owed (killed at: %s)", async (point) => {
      const checkout = await placed(KASSA)
      const { paymentId } = checkout
      await dieWhile(point, () => world.merchant.post(`/admin/payments/${paymentId}/refund`, { amount: 400 }))
      const books = await recover(checkout)
      const isUnsent = point === "refund recorded"
      expect(told(books)).toMatchObject({
        ...{ operations: isUnsent ? [] : ["refund 400.00 done"], refunded: "400.00" },
        problems: isUnsent ? ["refund_owed 400.00 open"] : [],
      })
      const asked: StoryEvent = { kind: "merchant refunds", paymentId, amount: 40_000n, at: 0 }
      expect(faultsOf(books, checkout, [asked])).toEqual([])
    })
  })

  /** The payouts that a gateway has, by our references, and how often it was asked to pay one. */
  async function atGateway(isTegro: boolean) {
    const { tegro, m2cerber, calls } = await world.simulator.control.state()
    return {
      references: isTegro
        ? tegro.withdrawals.map(({ reference }) => reference)
        : m2cerber.payouts.map(({ paymentId }) => paymentId),
      asked: calls.filter(({ call }) => call === (isTegro ? "createWithdrawal" : "payout")).length,
    }
  }

  const payouts = (provider: string) =>
    world.query<{ state: string; reference: string; gateway_id: string | null }>(
      "select state, reference, gateway_id from gateway_payout where provider_id = $1",
      [provider],
    )

  const PAYOUTS = [
    { provider_id: "pp_tegro_payouts", currency_code: "rub", payment_system: 36 },
    { provider_id: "pp_m2cerber_payouts", currency_code: "azn" },
  ]

  it.each(PAYOUTS)(
    "after a payout of $provider_id was sent: sends it once, and follows it to its end",
    async (payout) => {
      const { provider_id: provider, currency_code } = payout
      const isTegro = currency_code === "rub"
      const { control } = world.simulator
      await world.ready()
      if (isTegro) {
        // What a shop pays out is what came in.
        const { session } = await shopper.checkOut("rub", "pp_tegro_main")
        await control.tegro.pay(session.data.reference)
        await control.notifications.idle()
      }
      await medusa.dieAt("payout sent")
      await expect(medusa.payOut(payout)).rejects.toThrow("killed")
      const [left] = await payouts(provider)
      expect(left).toMatchObject({ state: "sending", gateway_id: null })
      const once = { references: [left!.reference], asked: 1 }
      expect(await atGateway(isTegro)).toEqual(once)

      await medusa.start()
      for (let sweeps = 0; sweeps < 3; sweeps++) {
        await world.ledger.makeDue()
        await medusa.sweep()
      }
      const [found] = await payouts(provider)
      expect(found).toMatchObject({ state: "sent", gateway_id: expect.any(String) })
      if (isTegro) await control.tegro.settleWithdrawal(found!.gateway_id as string, 1)
      else await control.m2cerber.settlePayout(found!.reference, "confirm")
      await control.notifications.idle()
      await world.ledger.makeDue()
      await medusa.sweep()
      const state = async () => (await payouts(provider))[0]!.state
      expect(await until("paid", state)).toBe("paid")
      expect(await atGateway(isTegro)).toEqual(once)
      expect(await payouts(provider)).toHaveLength(1)
    },
  )
})
