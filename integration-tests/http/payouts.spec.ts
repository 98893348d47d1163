import { Modules } from "@medusajs/framework/utils"
import { cancelPayoutWorkflow, sweep } from "../../src/workflows"
import { inbox } from "../support/clockwork"
import { ANNA, BORIS, KEY, PayoutDesk } from "../support/payouts"
import { storeSuite } from "../support/store-suite"

storeSuite("a payout", (store) => {
  const desk = () => new PayoutDesk(store().container)
  const atGateway = async () => (await store().simulator.control.state()).m2cerber.payouts
  const tegro = { provider_id: "pp_tegro_payouts", currency_code: "rub", payment_system: 36 }

  it("is drafted, approved, sent once, and paid when the gateway says so by webhook; other plugins hear of it", async () => {
    const { simulator, settled, container } = store()
    const heard: unknown[] = []
    container.resolve(Modules.EVENT_BUS).subscribe("payment_gateway.payout_updated", async ({ data }) => {
      heard.push(data)
    })
    const draft = await desk().draft()
    expect(draft).toMatchObject({ state: "draft", amount: "100.50", requested_by: "user_anna" })
    expect(await atGateway()).toEqual([])
    const approved = await desk().approve(draft)
    expect(approved).toMatchObject({ state: "approved", approved_by: "user_anna" })
    const sent = await desk().send(approved)
    expect(sent).toMatchObject({ state: "sent", gateway_id: draft.reference, error: null })
    expect(await atGateway()).toEqual([
      expect.objectContaining({ paymentId: draft.reference, sum: "100.5", walletNumber: "994501112233" }),
    ])
    await simulator.control.m2cerber.settlePayout(draft.reference, "confirm")
    await settled()
    expect(await desk().state(draft)).toBe("paid")
    expect(heard).toEqual(
      ["draft", "approved", "sending", "sent", "paid"].map((state) => ({
        id: draft.id,
        state,
        provider_id: "pp_m2cerber_payouts",
      })),
    )
  })

  it("is followed to its end by the sweep where no webhook comes", async () => {
    const { simulator, shopper, settled, container } = store()
    const { session } = await shopper.checkOut("rub", "pp_tegro_main")
    await simulator.control.tegro.pay(session.data.reference)
    await settled()
    const payout = await desk().sent(tegro)
    expect(payout).toMatchObject({ state: "sent", gateway_id: expect.stringMatching(/^\d+$/) })
    await desk().wait(1)
    await sweep(container)
    expect(await desk().state(payout)).toBe("sent")
    await simulator.control.tegro.settleWithdrawal(payout.gateway_id as string, 1)
    expect(await sweep(container)).toMatchObject({ payouts: 0 })
    await desk().wait(1)
    expect(await sweep(container)).toMatchObject({ payouts: 1 })
    expect(await desk().state(payout)).toBe("paid")
    await desk().wait(1)
    expect(await sweep(container)).toMatchObject({ payouts: 0 })
  })

  it("that the gateway gives back is canceled", async () => {
    const { simulator, settled } = store()
    const payout = await desk().sent()
    await simulator.control.m2cerber.settlePayout(payout.reference, "cancel")
    await settled()
    expect(await desk().state(payout)).toBe("canceled")
  })

  it("needs another admin's approval where two people must agree; no key counts as one", async () => {
    const draft = await desk().draft({ provider_id: "pp_m2cerber_two" })
    const refused = { code: "payout_needs_another_person" }
    await expect(desk().approve(draft, ANNA)).rejects.toMatchObject(refused)
    await expect(desk().approve(draft, KEY)).rejects.toMatchObject(refused)
    await expect(desk().send(draft, BORIS)).rejects.toMatchObject(refused)
    await desk().approve(draft, BORIS)
    expect(await desk().send(draft, ANNA)).toMatchObject({ state: "sent", approved_by: "user_boris" })
  })

  it("is not made, approved, sent or canceled by an API key, unless the merchant allows keys", async () => {
    const { container } = store()
    const refused = { code: "payout_actor_not_allowed" }
    await expect(desk().draft({ actor: KEY })).rejects.toMatchObject(refused)
    await expect(
      desk().draft({ actor: { actor_id: "cus_1", actor_type: "customer" } }),
    ).rejects.toMatchObject(refused)
    const draft = await desk().draft()
    await expect(desk().approve(draft, KEY)).rejects.toMatchObject(refused)
    const cancel = cancelPayoutWorkflow(container).run({ input: { payout_id: draft.id, actor: KEY } })
    await expect(cancel).rejects.toMatchObject(refused)
    await desk().approve(draft)
    await expect(desk().send(draft, KEY)).rejects.toMatchObject(refused)
    expect(await desk().draft({ ...tegro, actor: KEY })).toMatchObject({ requested_by: "apk_1" })
  })

  it.each([
    [{ provider_id: "pp_m2cerber_main" }, "payouts_off"],
    [{ provider_id: "pp_system_default" }, "payouts_off"],
    [{ currency_code: "rub" }, "payout_currency_not_allowed"],
    [{ ...tegro, currency_code: "usd" }, "payout_currency_not_allowed"],
    [{ amount: "1000.01" }, "payout_amount_not_allowed"],
    [{ ...tegro, amount: "9.99" }, "payout_amount_not_allowed"],
    [{ amount: "0" }, "payout_amount_not_allowed"],
    [{ amount: "-5" }, "payout_amount_not_allowed"],
    [{ amount: "1.001" }, "payout_amount_not_allowed"],
    [{ amount: "1e3" }, "payout_amount_not_allowed"],
    [{ account: " " }, "payout_account_invalid"],
    [{ account: "1\n2" }, "payout_account_invalid"],
    [{ ...tegro, payment_system: undefined }, "payout_account_invalid"],
  ])("with %j is refused: %s", async (change, code) => {
    await expect(desk().draft(change)).rejects.toMatchObject({ code })
    expect(await desk().all()).toEqual([])
  })

  it("is not sent before it is approved, nor twice, nor after it was canceled", async () => {
    const { container } = store()
    const wrong = { code: "payout_state" }
    const draft = await desk().draft()
    await expect(desk().send(draft)).rejects.toMatchObject(wrong)
    await desk().approve(draft)
    await expect(desk().approve(draft, BORIS)).rejects.toMatchObject(wrong)
    await desk().send(draft)
    await expect(desk().send(draft)).rejects.toMatchObject(wrong)
    const other = await desk().approved()
    await cancelPayoutWorkflow(container).run({ input: { payout_id: other.id, actor: ANNA } })
    await expect(desk().send(other)).rejects.toMatchObject(wrong)
    expect(await atGateway()).toHaveLength(1)
  })

  // Pain 1
  it("that two processes send at once arrives once", async () => {
    const payout = await desk().approved()
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => desk().send(payout)))
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    expect(await atGateway()).toHaveLength(1)
    expect(await desk().state(payout)).toBe("sent")
  })

  it("that the gateway declines is over, with its reason", async () => {
    const tooMuch = await desk().sent({ ...tegro, amount: "4000" })
    expect(tooMuch).toMatchObject({ state: "declined", error: expect.stringContaining("Insufficient funds") })
    await desk().wait(60)
    expect(await sweep(store().container)).toMatchObject({ payouts: 0 })
    await expect(desk().send(tooMuch)).rejects.toMatchObject({ code: "payout_state" })
  })

  // Pain 15
  it.each(["timeout_after_success", "reset_after_success", "garbage"] as const)(
    "with an unclear answer (%s) is found by its reference, and sent once",
    async (kind) => {
      const { simulator, container } = store()
      await simulator.control.faults.add({ gateway: "m2cerber", call: "payout", kind })
      const payout = await desk().sent()
      expect(payout).toMatchObject({ state: "sending", error: expect.any(String) })
      await desk().wait(1)
      await sweep(container)
      expect(await desk().state(payout)).toBe("sent")
      expect(await atGateway()).toHaveLength(1)
      expect(await desk().problems()).toEqual([])
    },
  )

  it("that may have been lost on its way stays with a person, and is never sent again", async () => {
    const { simulator, container } = store()
    await simulator.control.faults.add({ gateway: "m2cerber", call: "payout", kind: "reset" })
    const payout = await desk().sent()
    expect(payout.state).toBe("sending")
    await desk().wait(1)
    await sweep(container)
    expect(await desk().problems()).toEqual([])
    for (const minutes of [2, 60, 24 * 60, 20 * 24 * 60]) {
      await desk().wait(minutes)
      await sweep(container)
    }
    expect(await desk().problems()).toEqual(["payout_unclear: open"])
    await expect(desk().send(payout)).rejects.toMatchObject({ code: "payout_state" })
    expect(await desk().state(payout)).toBe("sending")
    expect(await atGateway()).toEqual([])
  })

  it("that turns up late is taken out of a person's hands", async () => {
    const { simulator, container } = store()
    await simulator.control.faults.add({ gateway: "m2cerber", call: "payout", kind: "reset_after_success" })
    const payout = await desk().sent()
    await simulator.control.faults.add({
      gateway: "m2cerber",
      call: "get_status",
      kind: "status",
      status: 404,
    })
    await desk().wait(3)
    await sweep(container)
    expect(await desk().problems()).toEqual(["payout_unclear: open"])
    await desk().wait(3)
    await sweep(container)
    expect(await desk().problems()).toEqual(["payout_unclear: resolved"])
    expect(await desk().state(payout)).toBe("sent")
  })

  it("that reached nobody is approved again, and sent when an admin says so", async () => {
    const { simulator } = store()
    await simulator.control.faults.add({ gateway: "m2cerber", call: "payout", kind: "cloudflare" })
    const payout = await desk().sent()
    expect(payout).toMatchObject({
      state: "approved",
      sent_at: null,
      error: expect.stringContaining("firewall"),
    })
    expect(await desk().send(payout)).toMatchObject({ state: "sent", error: null })
    expect(await atGateway()).toHaveLength(1)
  })

  it("is told about twice, and paid once", async () => {
    const { simulator, settled, container } = store()
    const states: string[] = []
    container.resolve(Modules.EVENT_BUS).subscribe("payment_gateway.payout_updated", async ({ data }) => {
      states.push((data as { state: string }).state)
    })
    await simulator.control.notifications.policy("m2cerber", { duplicate: 3 })
    const payout = await desk().sent()
    await simulator.control.m2cerber.settlePayout(payout.reference, "confirm")
    await settled()
    expect(await inbox(container)).toEqual([
      expect.objectContaining({ subject: "payout", state: "done", outcome: "paid", deliveries: 4 }),
    ])
    expect(states.filter((state) => state === "paid")).toHaveLength(1)
  })

  it("is not believed on a forged webhook, nor on a genuine one that the gateway does not back", async () => {
    const { simulator, hookUrl, settled, container } = store()
    const payout = await desk().sent()
    const forge = (sign: "wrong" | "none") =>
      simulator.control.notifications.forge("m2cerber", {
        url: hookUrl("m2cerber_payouts"),
        fields: { payment_id: payout.reference, status: "confirm" },
        sign,
      })
    expect(await forge("wrong")).toMatchObject({ status: 401 })
    expect(await forge("none")).toMatchObject({ status: 401 })
    expect(await inbox(container)).toEqual([])

    await simulator.control.notifications.policy("m2cerber", { hold: true })
    await simulator.control.m2cerber.settlePayout(payout.reference, "confirm")
    await simulator.control.faults.add({
      gateway: "m2cerber",
      call: "get_status",
      kind: "mismatch",
      patch: { status: "pending" },
    })
    await simulator.control.notifications.flush()
    await settled()
    expect(await desk().state(payout)).toBe("sent")
  })
})
