import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { NextAction } from "../../src/core"
import { Browser } from "../support/browser"
import { inbox } from "../support/clockwork"
import { sweep } from "../../src/workflows"
import { Merchant } from "../support/merchant"
import { signedPayLink } from "../support/pay-link"
import type { Session } from "../support/shopper"
import { storeSuite } from "../support/store-suite"

/** What no notification tells is found in the gateway's own list, in a quiet shop, too. */
storeSuite("the gateway's own list", (store) => {
  let merchant: Merchant
  beforeEach(() => {
    merchant = new Merchant(store())
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  const knex = () => store().container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const lose = () => store().simulator.control.notifications.policy("tegro", { drop: true })
  const open = async ({ data }: Session) => {
    await new Browser().open((data.next_action as Extract<NextAction, { type: "redirect" }>).url)
    const { tegro } = await store().simulator.control.state()
    return Math.max(...tegro.orders.map(({ id }) => Number(id)))
  }
  const listCalls = async () => {
    const { calls } = await store().simulator.control.state()
    return calls.filter(({ call }) => call === "orders").length
  }

  /** A payment that no notification tells of, and that a restored backup does not have. */
  const payAndForget = async () => {
    const { shopper, simulator } = store()
    await lose()
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    const { id } = await store().attempt(session.id)
    await simulator.control.tegro.pay(session.data.reference)
    await merchant.ledger.deletePaymentAttempts(id)
    return session
  }

  it("shows a paid order that a restored backup has lost", async () => {
    const session = await payAndForget()
    await merchant.sweeps(3)
    expect(await merchant.openProblems()).toEqual(["unknown_payment 1490.50000000"])
    expect(await merchant.problems()).toMatchObject([{ reference: session.data.reference }])
  })

  it("makes no alarm of another store's orders in the same shop, nor of another software's", async () => {
    const { simulator } = store()
    await lose()
    for (const reference of ["mpg-zzzzz-3oyqzc33e960ykyq", "mpg-3oyqzc33e960ykyq", "order-17"]) {
      await new Browser().open(signedPayLink(simulator, reference, "900"))
      await simulator.control.tegro.pay(reference)
    }
    await merchant.sweeps(2)
    expect(await merchant.openProblems()).toEqual([])
  })

  it("shows the older order of a link that was opened again, and its money becomes the order", async () => {
    const { shopper, simulator, books } = store()
    await lose()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_redirect")
    const first = await open(session)
    await open(session)
    await simulator.control.tegro.pay(first)
    await merchant.sweeps()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", orderPaid: "1490.50" })
    expect(await merchant.openProblems()).toEqual([])
  })

  it("is read at once when the answer about a payment contradicts its notification", async () => {
    const { shopper, simulator, books, settled, container } = store()
    await simulator.control.notifications.policy("tegro", { fields: "docs" })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_redirect")
    const first = await open(session)
    await open(session)
    await simulator.control.tegro.pay(first)
    await settled()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", orderPaid: "1490.50" })
    expect(await inbox(container)).toMatchObject([{ state: "done", outcome: "capture" }])
  })

  it("is believed until the answer about the payment has caught up with it, though nobody looks at the payment", async () => {
    const { shopper, simulator, books } = store()
    await lose()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    const { id } = await store().attempt(session.id)
    await simulator.control.tegro.pay(session.data.reference)
    const lag = { kind: "mismatch", patch: { status: 0, date_payed: null } } as const
    await simulator.control.faults.add({ gateway: "tegro", call: "order", times: 0, ...lag })
    const sweepList = async () => {
      await knex()("payment_attempt").where({ id }).update({ next_check_at: null })
      await knex()("gateway_statement")
        .whereNotNull("due_at")
        .update({ due_at: knex().raw("now()") })
      await sweep(store().container)
      await store().settled()
    }
    await sweepList()
    await sweepList()
    expect(await books(cartId)).toMatchObject({ captures: 0 })
    await simulator.control.faults.clear()
    await sweepList()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50", orderPaid: "1490.50" })
    expect(await knex()("gateway_statement").whereNotNull("due_at")).toEqual([])
  })

  it("shows the second payment of a link once, with its sum, and once only", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_redirect")
    await simulator.control.tegro.pay(await open(session))
    await settled()
    await lose()
    await simulator.control.tegro.pay(await open(session))
    await merchant.sweeps(4)
    expect(await books(cartId)).toMatchObject({ captures: 1, captured: "1490.50" })
    expect(await merchant.openProblems()).toEqual(["paid_twice 1490.50"])
  })

  it("shows money that was returned in the cabinet when the order had long been paid", async () => {
    const { shopper, simulator, settled } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_first")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    await merchant.later(24 * 10)
    expect(await merchant.openProblems()).toEqual([])
    await lose()
    const { tegro } = await simulator.control.state()
    await simulator.control.tegro.setStatus(Number(tegro.orders[0]!.id), 3)
    await merchant.sweeps()
    expect(await merchant.openProblems()).toEqual(["refunded_at_gateway 1490.50"])
  })

  it("shows money that was canceled after its order had been paid", async () => {
    const { shopper, simulator, settled } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_first")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    await lose()
    await simulator.control.tegro.cancel(session.data.reference)
    await merchant.sweeps(2)
    await merchant.later(1)
    await merchant.sweeps(2)
    expect(await merchant.openProblems()).toEqual(["refunded_at_gateway 1490.50"])
  })

  it("shows money that came on top when its order had been paid", async () => {
    const { shopper, simulator, books, settled } = store()
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    await lose()
    await simulator.control.tegro.pay(session.data.reference, { amount: "1497.75" })
    await merchant.sweeps()
    expect(await merchant.openProblems()).toEqual(["overpaid 7.25"])
    expect(await books(cartId)).toMatchObject({ captures: 1, captured: "1490.50" })
  })

  it("is read again only when it is time, whatever is due", async () => {
    const { shopper } = store()
    await shopper.checkOut("rub", "pp_tegro_main")
    await merchant.sweeps()
    const before = await listCalls()
    await knex()("payment_attempt").update({ next_check_at: knex().raw("now()") })
    await sweep(store().container)
    expect((await listCalls()) - before).toBe(0)
  })

  it("goes on where it was when the process died, and misses nothing", async () => {
    const { simulator } = store()
    await payAndForget()
    // Six pages of newer orders: more than one run reads.
    for (let i = 0; i < 120; i++) await new Browser().open(signedPayLink(simulator, `order-${i}`, "900"))
    await knex()("gateway_account").insert({
      gateway: "tegro",
      account: store().shopId,
      read_at: knex().raw("now() - interval '1 hour'"),
    })
    const listing = { gateway: "tegro", call: "orders" } as const
    await simulator.control.faults.add({ ...listing, kind: "delay", ms: 0, times: 3 })
    await simulator.control.faults.add({ ...listing, kind: "status", status: 503, times: 0 })
    await merchant.sweeps()
    expect(await merchant.openProblems()).toEqual([])
    await simulator.control.faults.clear()
    await merchant.sweeps(3)
    expect(await merchant.openProblems()).toEqual(["unknown_payment 1490.50000000"])
  })

  it("of a gateway that does not answer is tried again later, and nothing else waits for it", async () => {
    const { shopper, simulator, books } = store()
    await lose()
    const listing = { gateway: "tegro", call: "orders", times: 0 } as const
    await simulator.control.faults.add({ ...listing, kind: "status", status: 503 })
    const { cartId, session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await merchant.sweeps()
    expect(await books(cartId)).toMatchObject({ captured: "1490.50" })
    expect(await knex()("gateway_account").where({ gateway: "tegro" }).select("failures", "read_at")).toEqual(
      [{ failures: 1, read_at: null }],
    )
  })
})
