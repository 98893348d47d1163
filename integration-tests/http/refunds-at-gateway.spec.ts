import type { FaultRule } from "../../src/simulator"
import { Kassa } from "../support/kassa"
import { Merchant } from "../support/merchant"
import { storeSuite } from "../support/store-suite"

const KASSA = "pp_yookassa_main"

storeSuite("a refund that the gateway carries out", (store) => {
  let merchant: Merchant
  let kassa: Kassa
  beforeEach(() => {
    merchant = new Merchant(store())
    kassa = new Kassa(store(), merchant)
  })
  afterEach(async () => expect(await merchant.unfoldedAttempts()).toEqual([]))

  const atGateway = async () =>
    (await store().simulator.control.state()).yookassa.refunds.map(
      ({ amount, status }) => `${amount} ${status}`,
    )
  const keys = async () => {
    const { calls } = await store().simulator.control.state()
    return calls.filter(({ call }) => call === "createRefund")
  }
  const paidOrder = (provider = KASSA) => kassa.order(provider)

  it("in full goes back the way it came, and Medusa, ledger and gateway say the same", async () => {
    const { attempt } = store()
    const { session } = await paidOrder()
    expect((await merchant.refund(session, 1490.5)).status).toBe(200)
    await merchant.sweeps()
    expect(await atGateway()).toEqual(["1490.50 succeeded"])
    expect(await merchant.refunds()).toEqual([1490.5])
    expect(await attempt(session.id)).toMatchObject({ status: "refunded" })
    expect(await merchant.openProblems()).toEqual([])
  })

  it("in parts goes back to the last kopeck, and no further", async () => {
    const { session } = await paidOrder()
    for (const amount of [1000, 490.49 - 1, 1.01]) {
      expect((await merchant.refund(session, Number(amount.toFixed(2)))).status).toBe(200)
    }
    const more = await merchant.refund(session, 1)
    expect(more.status).toBeGreaterThanOrEqual(400)
    await merchant.sweeps(2)
    expect(await atGateway()).toEqual(["1000.00 succeeded", "489.49 succeeded", "1.01 succeeded"])
    expect(await merchant.refunds()).toEqual([1000, 489.49, 1.01])
    expect(await merchant.openProblems()).toEqual([])
  })

  it("asked for by two at once is two, and never more than was captured", async () => {
    const { session } = await paidOrder()
    await merchant.signIn()
    const answers = await Promise.all([700, 700, 700].map((amount) => merchant.refund(session, amount)))
    // Of several changes of one order at once Medusa may break one off, whose refund stands all the same.
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(2)
    await merchant.sweeps(2)
    const refunds = await merchant.refunds()
    expect([[700], [700, 700]]).toContainEqual(refunds)
    expect(await atGateway()).toEqual(refunds.map((amount) => `${amount}.00 succeeded`))
    expect(await merchant.openProblems()).toEqual([])
  })

  it.each<[string, Omit<FaultRule, "gateway">]>([
    ["lost", { call: "createRefund", kind: "reset_after_success", times: 3 }],
    ["lost once", { call: "createRefund", kind: "reset_after_success" }],
    ["a 500 after the effect", { call: "createRefund", kind: "error_after_success", times: 3 }],
    ["a 500 before it", { call: "createRefund", kind: "status", status: 500, times: 3 }],
    ["a 202", { call: "createRefund", kind: "error_after_success", status: 202, retryAfter: 50, times: 3 }],
    ["silence", { call: "createRefund", kind: "timeout_after_success", times: 3 }],
    ["silence before the effect", { call: "createRefund", kind: "timeout_before", times: 3 }],
    ["garbage", { call: "createRefund", kind: "garbage", times: 3 }],
    ["a 429", { call: "createRefund", kind: "status", status: 429, times: 3 }],
    ["another server's page", { call: "createRefund", kind: "not_found_page", times: 3 }],
  ])("whose answer is %s happens once, and two of the same sum are two", async (_what, rule) => {
    const { session } = await paidOrder()
    await kassa.fault(rule)
    expect((await merchant.refund(session, 400)).status).toBe(200)
    await store().simulator.control.faults.clear()
    expect((await merchant.refund(session, 400)).status).toBe(200)
    await merchant.sweeps(3)
    expect(await atGateway()).toEqual(["400.00 succeeded", "400.00 succeeded"])
    expect(await merchant.refunds()).toEqual([400, 400])
    expect(await kassa.operations(session)).toEqual(["refund 400.00 done", "refund 400.00 done"])
    expect(await merchant.openProblems()).toEqual([])
  })

  /** Medusa deletes the record of a refund that it could not finish. */
  const takeBack = async () => {
    const payments = store().container.resolve("payment")
    const [made] = await payments.listRefunds({}, { order: { created_at: "desc" } })
    await (payments as unknown as { deleteRefunds(id: string): Promise<void> }).deleteRefunds(made!.id)
  }

  describe("whose record Medusa took back after the gateway had done it", () => {
    const takenBack = async (session: Awaited<ReturnType<typeof paidOrder>>["session"], amount: number) => {
      expect((await merchant.refund(session, amount)).status).toBe(200)
      await takeBack()
    }

    it("is the next one's of the same sum, and a further one goes out", async () => {
      const { session } = await paidOrder()
      await takenBack(session, 400)
      for (const sent of [1, 2]) {
        expect((await merchant.refund(session, 400)).status).toBe(200)
        expect(await atGateway()).toEqual(Array(sent).fill("400.00 succeeded"))
      }
      expect((await merchant.refund(session, 690.5)).status).toBe(200)
      await merchant.sweeps(2)
      expect(await merchant.refunds()).toEqual([400, 400, 690.5])
      expect(await merchant.openProblems()).toEqual([])
    })

    it("counts once for one of another sum, and leaves the rest to be refunded", async () => {
      const { session } = await paidOrder()
      await takenBack(session, 400)
      expect((await merchant.refund(session, 1000)).status).toBe(200)
      expect((await merchant.refund(session, 490.5)).status).toBe(200)
      await merchant.sweeps(2)
      expect(await atGateway()).toEqual(["400.00 succeeded", "600.00 succeeded", "490.50 succeeded"])
      expect(await merchant.openProblems()).toEqual([])
    })
  })

  describe("whose first try broke off before it was sent", () => {
    const brokenOff = async (session: Awaited<ReturnType<typeof paidOrder>>["session"], amount: number) => {
      const claim = jest
        .spyOn(merchant.ledger.operations, "claim")
        .mockRejectedValueOnce(new Error("no pool"))
      expect((await merchant.refund(session, amount)).status).toBe(200)
      expect(claim).toHaveBeenCalled()
      claim.mockRestore()
      expect(await atGateway()).toEqual([])
    }

    it("stays on record in Medusa, and is sent by the sweep", async () => {
      const { session } = await paidOrder()
      await brokenOff(session, 400)
      await merchant.sweeps(2)
      expect(await merchant.refunds()).toEqual([400])
      expect(await atGateway()).toEqual(["400.00 succeeded"])
      expect(await merchant.openProblems()).toEqual([])
    })

    it("is not sent any more when Medusa has taken it back, and leaves room for another sum", async () => {
      const { session } = await paidOrder()
      await brokenOff(session, 400)
      await takeBack()
      expect((await merchant.refund(session, 300)).status).toBe(200)
      await merchant.sweeps(2)
      expect(await kassa.operations(session)).toEqual(["refund 400.00 failed", "refund 300.00 done"])
      expect(await atGateway()).toEqual(["300.00 succeeded"])
      expect(await merchant.openProblems()).toEqual([])
      expect((await merchant.refund(session, 1190.5)).status).toBe(200)
    })
  })

  it("that the gateway refuses is not recorded, and says why", async () => {
    const { session } = await paidOrder()
    await kassa.fault({ call: "createRefund", kind: "error_answer", status: 400 })
    const answer = await merchant.refund(session, 400)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: "gateway_declined" })
    expect(await merchant.refunds()).toEqual([])
    expect((await merchant.refund(session, 400)).status).toBe(200)
    await merchant.sweeps()
    expect(await atGateway()).toEqual(["400.00 succeeded"])
    expect(await merchant.openProblems()).toEqual([])
  })

  it("that stays pending is followed to its end", async () => {
    await kassa.configure({ refunds: "pending" })
    const { session } = await paidOrder()
    expect((await merchant.refund(session, 400)).status).toBe(200)
    await merchant.sweeps()
    expect(await kassa.operations(session)).toEqual(["refund 400.00 pending"])
    expect(await merchant.openProblems()).toEqual([])
    const [refund] = (await store().simulator.control.state()).yookassa.refunds
    await kassa.control.settleRefund(refund!.id)
    await merchant.sweeps(2)
    expect(await kassa.operations(session)).toEqual(["refund 400.00 done"])
    expect(await merchant.openProblems()).toEqual([])
    expect(await keys()).toHaveLength(1)
  })

  it("that fails after it was pending is told, and cleared when it goes back in the cabinet", async () => {
    await kassa.configure({ refunds: "pending" })
    const { session } = await paidOrder()
    await merchant.refund(session, 400)
    const [refund] = (await store().simulator.control.state()).yookassa.refunds
    await kassa.control.settleRefund(refund!.id, "insufficient_funds")
    await merchant.sweeps(2)
    expect(await merchant.openProblems()).toEqual(["refund_owed 400.00"])
    await kassa.configure({ refunds: "succeeded" })
    await kassa.control.refund(session.data.reference, "400.00")
    await store().settled()
    await merchant.sweeps(2)
    expect(await merchant.openProblems()).toEqual([])
  })

  it("in the gateway's cabinet is seen, and recording it in Medusa sends nothing", async () => {
    const { session } = await paidOrder()
    await kassa.control.refund(session.data.reference, "300.00")
    await store().settled()
    await merchant.sweeps()
    expect(await merchant.openProblems()).toEqual(["refunded_at_gateway 300.00"])
    expect((await merchant.refund(session, 300)).status).toBe(200)
    await merchant.sweeps(2)
    expect(await atGateway()).toEqual(["300.00 succeeded"])
    expect(await merchant.openProblems()).toEqual([])
    expect((await merchant.refund(session, 1190.5)).status).toBe(200)
    await merchant.sweeps(2)
    expect(await atGateway()).toEqual(["300.00 succeeded", "1190.50 succeeded"])
    expect(await merchant.openProblems()).toEqual([])
  })

  it("in the gateway's cabinet is seen though no notification tells of it", async () => {
    const { session } = await paidOrder()
    await store().simulator.control.notifications.policy("yookassa", { drop: true })
    await kassa.control.refund(session.data.reference, "300.00")
    await merchant.later(12, 2)
    expect(await merchant.openProblems()).toEqual(["refunded_at_gateway 300.00"])
  })

  it("of a part that went back in the gateway's cabinet a moment ago sends nothing, or what is missing", async () => {
    const { session, orderId } = await paidOrder()
    await store().simulator.control.notifications.policy("yookassa", { drop: true })
    await kassa.control.refund(session.data.reference, "300.00")
    expect((await merchant.refund(session, 300)).status).toBe(200)
    expect(await atGateway()).toEqual(["300.00 succeeded"])
    await kassa.control.refund(session.data.reference, "90.50")
    expect((await merchant.cancel(orderId)).status).toBe(200)
    await store().settled()
    await merchant.sweeps(2)
    expect(await atGateway()).toEqual(["300.00 succeeded", "90.50 succeeded", "1100.00 succeeded"])
    expect(await merchant.refunds()).toEqual([300, 1190.5])
    expect(await merchant.openProblems()).toEqual([])
  })

  it("comes with a canceled order", async () => {
    const { session, orderId } = await paidOrder()
    expect((await merchant.cancel(orderId)).status).toBe(200)
    await store().settled()
    await merchant.sweeps(2)
    expect(await atGateway()).toEqual(["1490.50 succeeded"])
    expect(await kassa.operations(session)).toEqual(["refund 1490.50 done"])
    expect(await merchant.openProblems()).toEqual([])
  })

  it("comes with a canceled order, though the gateway is away", async () => {
    const { orderId } = await paidOrder()
    await kassa.fault({ call: "createRefund", kind: "reset_after_success", times: 3 })
    expect((await merchant.cancel(orderId)).status).toBe(200)
    await store().settled()
    await merchant.sweeps(3)
    expect(await atGateway()).toEqual(["1490.50 succeeded"])
    expect(await merchant.openProblems()).toEqual([])
  })

  it("of a part sends a receipt of its own, where the shop sends receipts", async () => {
    await kassa.configure({ receipts: "cheki", notifyUrl: store().hookUrl("yookassa_receipt") })
    const { session } = await paidOrder("pp_yookassa_receipt")
    expect((await merchant.refund(session, 400)).status).toBe(200)
    expect((await merchant.refund(session, 1090.5)).status).toBe(200)
    await merchant.sweeps()
    expect(await atGateway()).toEqual(["400.00 succeeded", "1090.50 succeeded"])
  })
})
