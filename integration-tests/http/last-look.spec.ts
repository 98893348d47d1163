import { age } from "../support/clockwork"
import { failStatements } from "../support/failing-statements"
import { Merchant } from "../support/merchant"
import { storeSuite } from "../support/store-suite"

/**
 * A payment is looked at for three days, and the store may have been down for the last of them. What the last look finds
 * is not lost because one statement failed after it was found.
 */
storeSuite("the last look at a payment", (store) => {
  let merchant: Merchant
  beforeEach(() => {
    merchant = new Merchant(store())
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  /** Paid on the weekend on which the store was down. */
  const paidUnheard = async (options: { amount?: string } = {}) => {
    const { shopper, simulator, container } = store()
    await simulator.control.notifications.policy("tegro", { drop: true })
    const checkout = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(checkout.session.data.reference, options)
    await age(container, 73)
    return checkout
  }

  const STATEMENTS = [
    /insert into "payment_journal"/,
    /update "payment_session" set/,
    /insert into "payment" /,
    /insert into "capture" /,
  ]
  it.each(STATEMENTS)("finds the money, and it is captured although %s failed once", async (statement) => {
    const { cartId } = await paidUnheard()
    expect(await failStatements(statement, 1, () => merchant.sweeps())).toBe(1)
    await merchant.sweeps(3)
    expect(await store().books(cartId)).toMatchObject({
      orders: [expect.any(String)],
      captures: 1,
      captured: "1490.50",
      orderPaid: "1490.50",
    })
    expect(await merchant.openProblems()).toEqual([])
  })

  it("finds a problem, and it is told although it could not be written down at once", async () => {
    const { cartId } = await paidUnheard({ amount: "1000" })
    expect(await failStatements(/insert into "payment_problem"/, 1, () => merchant.sweeps())).toBe(1)
    expect(await merchant.openProblems()).toEqual([])
    await merchant.sweeps()
    expect(await merchant.openProblems()).toEqual(["amount_mismatch 1000.00"])
    expect(await store().books(cartId)).toMatchObject({ captures: 0 })
  })

  it("finds the payout of a refund declined, and what is owed is told although it could not be written down at once", async () => {
    const { shopper, simulator, settled } = store()
    const { session } = await shopper.checkOut("azn", "pp_m2cerber_payouts")
    await simulator.control.m2cerber.transfer(session.data.reference, "500")
    await settled()
    expect((await merchant.refund(session, 100)).status).toBe(200)
    await age(store().container, 73)
    await simulator.control.faults.add({ gateway: "m2cerber", call: "payout", kind: "status", status: 400 })
    expect(await failStatements(/insert into "payment_problem"/, 1, () => merchant.sweeps())).toBe(1)
    expect(await merchant.openProblems()).toEqual([])
    await merchant.sweeps(2)
    expect(await merchant.openProblems()).toEqual(["refund_owed 100.00"])
    expect((await simulator.control.state()).m2cerber.payouts).toEqual([])
  })

  it("is not the last one while the gateway does not answer; then the money is captured", async () => {
    const { simulator } = store()
    const { cartId, session } = await paidUnheard()
    await simulator.control.faults.add({ gateway: "tegro", kind: "error_answer", times: 0 })
    await merchant.later(24, 2)
    expect(await store().attempt(session.id)).toMatchObject({ next_check_at: expect.any(Date) })
    await simulator.control.faults.clear()
    await merchant.sweeps()
    expect(await store().books(cartId)).toMatchObject({ captures: 1, orderPaid: "1490.50" })
  })
})
