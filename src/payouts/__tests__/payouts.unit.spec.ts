import { GatewayDeclined, GatewayUnavailable, OutcomeUnknown } from "../../core"
import {
  approvePayout,
  cancelPayout,
  checkPayout,
  createPayout,
  giveUpPayout,
  reportWaitingPayouts,
  sendPayout,
  type CreatePayoutInput,
} from ".."
import { Memory } from "./support/memory"

const anna = { actor_id: "user_anna", actor_type: "user" }
const boris = { actor_id: "user_boris", actor_type: "user" }
const key = { actor_id: "apk_1", actor_type: "api-key" }

let memory: Memory
beforeEach(() => {
  memory = new Memory()
})

const observed = (status: "pending" | "paid" | "canceled") => ({
  reference: "out-1",
  gatewayId: "77",
  status,
  raw: {},
})
const code = (wanted: string) => expect.objectContaining({ code: wanted })

describe("drafting a payout", () => {
  const wish = (change: Partial<CreatePayoutInput> = {}): CreatePayoutInput => ({
    provider_id: "pp_m2cerber_main",
    amount: "100.5",
    currency_code: "azn",
    account: " 994501112233 ",
    actor: anna,
    ...change,
  })
  const create = (change?: Partial<CreatePayoutInput>) => createPayout(memory.process(), wish(change))

  it("writes it down exactly, with who asked, and sends nothing", async () => {
    const drafted = { state: "draft", amount: "100.50", currency_code: "AZN", account: "994501112233" }
    expect(await create()).toMatchObject({ ...drafted, requested_by: "user_anna", next_check_at: null })
    expect(memory.said()).toEqual(["request"])
    expect(memory.events).toEqual([
      ["payment_gateway.payout_updated", expect.objectContaining({ state: "draft" })],
    ])
    expect(memory.atGateway.create).not.toHaveBeenCalled()
  })

  it("is one payout for one key of one admin", async () => {
    const clicked = { idempotency_key: "click-0001", note: "rent", payment_system: 7 }
    const first = await create(clicked)
    expect(await create({ ...clicked, amount: "100.50", currency_code: "AZN" })).toEqual(first)
    expect(memory.payouts).toHaveLength(1)
  })

  it.each<Partial<CreatePayoutInput>>([
    { amount: "99" },
    { account: "994509999999" },
    { note: "another rent" },
    { note: undefined },
    { payment_system: 8 },
    { payment_system: undefined },
  ])("refuses the same key for anything else: %j", async (change) => {
    const clicked = { idempotency_key: "click-0001", note: "rent", payment_system: 7 }
    await create(clicked)
    await expect(create({ ...clicked, ...change })).rejects.toEqual(code("payout_key_reused"))
    expect(memory.payouts).toHaveLength(1)
  })

  it("is another payout where another admin, or a key, comes with the same key", async () => {
    memory.policy = { ...memory.policy!, allowApiKeys: true }
    const all = [anna, boris, key].map((actor) => create({ idempotency_key: "click-0001", actor }))
    const ids = (await Promise.all(all)).map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
  })

  it("is written down with the admin in person who asked, as far as one is known", async () => {
    memory.policy = { ...memory.policy!, allowApiKeys: true }
    expect(await create()).toMatchObject({ requested_by: "user_anna", requested_person: "user_anna" })
    expect(await create({ actor: key })).toMatchObject({ requested_by: "apk_1", requested_person: null })
    memory.makers.set("apk_1", "user_anna")
    expect(await create({ actor: key })).toMatchObject({ requested_person: "user_anna" })
  })

  it("finds the other's row when two ask with one key at the same moment", async () => {
    const process = memory.process()
    const { open } = process.ledger.payouts
    process.ledger.payouts.open = async (row) => {
      await open(row)
      throw new Error("duplicate key")
    }
    expect(await createPayout(process, wish({ idempotency_key: "click-0001" }))).toMatchObject({
      state: "draft",
    })
    await expect(createPayout(process, wish())).rejects.toThrow("duplicate key")
  })

  it.each([
    ["of a provider that is not configured", { provider_id: "pp_other" }, "payouts_off"],
    ["by a key", { actor: key }, "payout_actor_not_allowed"],
    ["of more than is allowed", { amount: "500.01" }, "payout_amount_not_allowed"],
    ["to something that is no account", { account: "<b>" }, "payout_account_invalid"],
  ])("is refused %s", async (_what, change, refusal) => {
    await expect(create(change)).rejects.toEqual(code(refusal))
    expect(memory.payouts).toEqual([])
  })

  it("is refused without a payment system where the gateway needs one", async () => {
    memory.needsMethod = true
    await expect(create()).rejects.toEqual(code("payout_account_invalid"))
    expect(await create({ payment_system: 7 })).toMatchObject({ payment_system: 7 })
  })
})

describe("deciding about a draft", () => {
  it("lets it go out, and writes down who did", async () => {
    const { id } = memory.given()
    expect(await approvePayout(memory.process(), { payout_id: id, actor: boris })).toMatchObject({
      state: "approved",
      approved_by: "user_boris",
      next_check_at: null,
    })
    expect(memory.said()).toEqual(["approve"])
  })

  it("leaves a refund's payout to the sweep", async () => {
    const { id } = memory.given({ refund_id: "ref_1" })
    const approved = await approvePayout(memory.process(), { payout_id: id, actor: boris })
    expect(approved.next_check_at).toEqual(new Date(memory.at))
  })

  it("takes another person where the merchant wants two", async () => {
    memory.policy = { ...memory.policy!, twoPersonPayouts: true }
    const { id } = memory.given()
    const refused = code("payout_needs_another_person")
    await expect(approvePayout(memory.process(), { payout_id: id, actor: anna })).rejects.toEqual(refused)
    await expect(sendPayout(memory.process(), { payout_id: id, actor: anna })).rejects.toEqual(refused)
    expect(memory.get(id).state).toBe("draft")
  })

  describe("where the merchant wants two", () => {
    const refused = code("payout_needs_another_person")
    const approve = (id: string, actor = anna) => approvePayout(memory.process(), { payout_id: id, actor })
    beforeEach(() => {
      memory.policy = { ...memory.policy!, twoPersonPayouts: true, allowApiKeys: true }
    })

    it("is not done by the admin whose key asked, whether the key is there or gone since", async () => {
      memory.makers.set("apk_1", "user_anna")
      const { id } = await createPayout(memory.process(), {
        ...{ provider_id: "pp_m2cerber_main", amount: "5", currency_code: "AZN", account: "994501112233" },
        actor: key,
      })
      memory.makers.clear()
      await expect(approve(id)).rejects.toEqual(refused)
      expect(await approve(id, boris)).toMatchObject({ approved_by: "user_boris" })
    })

    it("is not done by the admin whose key asked before persons were written down, nor sent on that word", async () => {
      memory.makers.set("apk_1", "user_anna")
      const asked = { requested_by: "apk_1", requested_person: null }
      await expect(approve(memory.given(asked).id)).rejects.toEqual(refused)
      const { id } = memory.given({ ...asked, state: "approved", approved_by: "user_anna" })
      await expect(sendPayout(memory.process(), { payout_id: id, actor: boris })).rejects.toEqual(refused)
    })

    it("is not done by the admin who has refunded in Medusa, in person or by a key", async () => {
      const refund = { requested_by: "apk_1", requested_person: "user_anna", refund_id: "ref_1" }
      await expect(approve(memory.given(refund).id)).rejects.toEqual(refused)
      const nobody = memory.given({ requested_by: "refund", refund_id: "ref_2" })
      expect(await approve(nobody.id)).toMatchObject({ state: "approved" })
    })
  })

  describe("where the merchant names who may", () => {
    const refused = code("payout_approver_not_allowed")
    const DAY = 24 * 60 * 60_000
    const approve = (actor = anna) =>
      approvePayout(memory.process(), { payout_id: memory.given({ requested_by: "user_x" }).id, actor })
    beforeEach(() => {
      memory.accounts.set("user_anna", { email: "Anna@Example.com", createdAt: memory.at - 10 * DAY })
      memory.accounts.set("user_boris", { email: "boris@example.com", createdAt: memory.at - DAY + 1 })
    })

    it("is done by them alone, by their e-mail addresses, and in person", async () => {
      memory.policy = { ...memory.policy!, approvers: ["Anna@Example.com"], allowApiKeys: true }
      memory.makers.set("apk_1", "user_anna")
      expect(await approve()).toMatchObject({ approved_by: "user_anna" })
      for (const actor of [boris, key, { actor_id: "user_gone", actor_type: "user" }]) {
        await expect(approve(actor)).rejects.toEqual(refused)
      }
    })

    it("is not done by an account with such an address in other letters' case, which anybody may have made", async () => {
      memory.policy = { ...memory.policy!, approvers: ["anna@example.com"] }
      await expect(approve()).rejects.toEqual(refused)
    })

    it("is not done by an account that is too new", async () => {
      memory.policy = { ...memory.policy!, approverAgeMs: DAY }
      expect(await approve()).toMatchObject({ approved_by: "user_anna" })
      await expect(approve(boris)).rejects.toEqual(refused)
      memory.wait(1)
      expect(await approve(boris)).toMatchObject({ approved_by: "user_boris" })
    })
  })

  it("is not done in a copy of the store, which sends nothing either", async () => {
    memory.isLive = false
    const [draft, approved] = [memory.given(), memory.given({ state: "approved" })]
    const refused = code("store_not_confirmed")
    await expect(approvePayout(memory.process(), { payout_id: draft.id, actor: anna })).rejects.toEqual(
      refused,
    )
    await expect(sendPayout(memory.process(), { payout_id: approved.id, actor: anna })).rejects.toEqual(
      refused,
    )
    expect([memory.get(draft.id).state, memory.get(approved.id).state]).toEqual(["draft", "approved"])
    expect(memory.atGateway.create).not.toHaveBeenCalled()
  })

  it("cancels it, unless it was handed over", async () => {
    const { id } = memory.given({ state: "approved", attempt_id: "attempt_1", refund_id: "ref_1" })
    expect(await cancelPayout(memory.process(), { payout_id: id, actor: anna })).toMatchObject({
      state: "canceled",
    })
    expect([...memory.due, ...memory.looked]).toEqual(["attempt_1", "attempt_1"])
    const sent = memory.given({ state: "sent" })
    await expect(cancelPayout(memory.process(), { payout_id: sent.id, actor: anna })).rejects.toEqual(
      code("payout_state"),
    )
  })
})

describe("canceling a payout that its entry does not send any more", () => {
  const cancel = (id: string, actor: typeof anna) => cancelPayout(memory.process(), { payout_id: id, actor })

  it.each([
    ["after payouts were switched off", { policy: undefined }, "pp_m2cerber_main"],
    ["after the entry was taken out", {}, "pp_m2cerber_gone"],
  ])("is done by an admin, and by no key, %s", async (_what, change, provider_id) => {
    Object.assign(memory, change)
    for (const state of ["draft", "approved"] as const) {
      const { id } = memory.given({ state, provider_id, refund_id: `ref_${state}`, attempt_id: "attempt_1" })
      await expect(cancel(id, key)).rejects.toEqual(code("payout_actor_not_allowed"))
      expect(await cancel(id, anna)).toMatchObject({ state: "canceled" })
    }
    expect(memory.said()).toEqual(["cancel", "cancel"])
    // What is owed now is found by a look at the payment.
    expect([...memory.due, ...new Set(memory.looked)]).toEqual(["attempt_1", "attempt_1"])
  })

  it("is left to admins where the merchant does not let keys pay out", async () => {
    const { id } = memory.given()
    await expect(cancel(id, key)).rejects.toEqual(code("payout_actor_not_allowed"))
    memory.policy = { ...memory.policy!, allowApiKeys: true }
    expect(await cancel(id, key)).toMatchObject({ state: "canceled" })
  })
})

describe("a refund's payout that is not handed over", () => {
  const HOUR = 60
  const refund = (change: object = {}) =>
    memory.given({ state: "approved", refund_id: "ref_1", attempt_id: "attempt_1", ...change })
  const report = () => reportWaitingPayouts(memory.process(), ["pp_m2cerber_main"])
  const send = (id: string) => sendPayout(memory.process(), { payout_id: id, actor: null })
  beforeEach(() => memory.refunds.add("ref_1"))

  it("is told after six hours, once", async () => {
    refund()
    memory.wait(6 * HOUR - 1)
    await report()
    expect(memory.openProblems()).toEqual([])
    memory.wait(1)
    await report()
    await report()
    expect(memory.openProblems()).toEqual(["payout_waits"])
    expect(memory.problems[0]).toMatchObject({ payout_id: "payout_1", refund_id: "ref_1", amount: "100.00" })
    expect(memory.events.map(([name]) => name)).toEqual(["payment_gateway.problem_opened"])
  })

  it.each([
    ["a draft", { state: "draft" }],
    ["one that another admin has approved", { approved_by: "user_boris" }],
  ])("is told after a day where somebody must approve it: %s", async (_what, change) => {
    refund(change)
    memory.wait(24 * HOUR - 1)
    await report()
    expect(memory.openProblems()).toEqual([])
    memory.wait(1)
    await report()
    expect(memory.openProblems()).toEqual(["payout_waits"])
  })

  it.each(["draft", "approved"] as const)(
    "is a refund's alone: nobody is told of an admin's %s",
    async (state) => {
      memory.given({ state })
      memory.wait(30 * 24 * HOUR)
      await report()
      expect(memory.openProblems()).toEqual([])
    },
  )

  const told = async (change: object = {}) => {
    const payout = refund(change)
    memory.wait(24 * HOUR)
    await report()
    expect(memory.openProblems()).toEqual(["payout_waits"])
    return payout
  }

  it.each([
    ["was taken", () => memory.atGateway.create.mockResolvedValue(observed("pending")), "sent"],
    ["was paid at once", () => memory.atGateway.create.mockResolvedValue(observed("paid")), "paid"],
    ["was declined", () => memory.atGateway.create.mockRejectedValue(new GatewayDeclined("no")), "declined"],
    [
      "went out without an answer",
      () => memory.atGateway.create.mockRejectedValue(new OutcomeUnknown("?")),
      "sending",
    ],
  ])("is told no more once it %s", async (_what, answer, state) => {
    const { id } = await told()
    answer()
    expect(await send(id)).toMatchObject({ state })
    expect(memory.openProblems()).toEqual([])
    await report()
    expect(memory.openProblems()).toEqual([])
  })

  it("is told no more once it is canceled, by a person or since Medusa took the refund back", async () => {
    const draft = await told({ state: "draft" })
    await cancelPayout(memory.process(), { payout_id: draft.id, actor: anna })
    expect(memory.openProblems()).toEqual([])
    const { id } = await told()
    memory.refunds.clear()
    expect(await send(id).then(() => memory.get(id).state)).toBe("canceled")
    expect(memory.openProblems()).toEqual([])
  })

  it("is not sent when the payment went back in the gateway's cabinet meanwhile", async () => {
    const { id } = refund()
    const shown = { status: "refunded", code: "3", reference: "ref-1", gatewayId: "701" }
    memory.paid.observations = { 701: shown } as never
    await send(id)
    expect(memory.get(id)).toMatchObject({ state: "canceled", error: expect.stringContaining("cabinet") })
    expect(memory.atGateway.create).not.toHaveBeenCalled()
    expect(memory.due).toContain("attempt_1")
  })

  it("stays told while it reaches nobody, and is sent again less and less often, every half hour at last", async () => {
    const { id } = refund()
    memory.atGateway.create.mockRejectedValue(new GatewayUnavailable("no connection"))
    const againIn = async () => {
      await send(id)
      await report()
      return (memory.get(id).next_check_at!.getTime() - memory.at) / 60_000
    }
    expect(await againIn()).toBe(1)
    memory.wait(HOUR)
    expect(await againIn()).toBe(6)
    memory.wait(30 * 24 * HOUR)
    expect([await againIn(), await againIn()]).toEqual([30, 30])
    expect(memory.openProblems()).toEqual(["payout_waits"])
    expect(memory.events.filter(([name]) => name.includes("problem"))).toHaveLength(1)
  })

  it.each(["cancel", "send"] as const)(
    "is told exactly as long as it waits, wherever the process dies: %s",
    async (deed) => {
      for (let diesAt = 1; ; diesAt++) {
        memory = new Memory()
        memory.refunds.add("ref_1")
        memory.atGateway.create.mockResolvedValue(observed("paid"))
        memory.atGateway.fetch.mockResolvedValue(observed("paid"))
        const { id } = await told()
        memory.diesAt = diesAt
        const process = memory.process()
        const doIt = {
          cancel: () => cancelPayout(process, { payout_id: id, actor: anna }),
          send: () => sendPayout(process, { payout_id: id, actor: null }),
        }
        const died = await doIt[deed]().then(
          () => false,
          () => true,
        )
        memory.diesAt = 0
        if (memory.get(id).state === "sending") await checkPayout(memory.process(), { payout_id: id })
        await report()
        const isWaiting = memory.get(id).state === "approved"
        expect({ diesAt, problems: memory.openProblems() }).toEqual({
          diesAt,
          problems: isWaiting ? ["payout_waits"] : [],
        })
        if (!died) break
        expect(diesAt).toBeLessThan(20)
      }
    },
  )
})

describe("sending a payout", () => {
  const send = (id: string) => sendPayout(memory.process(), { payout_id: id, actor: anna })

  it("is written down before the gateway hears of it", async () => {
    const { id } = memory.given({ state: "approved" })
    memory.atGateway.create.mockImplementation(async () => {
      expect(memory.get(id)).toMatchObject({ state: "sending", sent_at: new Date(memory.at) })
      expect(memory.said()).toEqual(["send"])
      return observed("pending")
    })
    expect(await send(id)).toMatchObject({ state: "sent", gateway_id: "77" })
    expect(memory.get(id).next_check_at!.getTime()).toBeGreaterThan(memory.at)
  })

  it("is done once, whoever asks again", async () => {
    const { id } = memory.given({ state: "approved" })
    memory.atGateway.create.mockResolvedValue(observed("pending"))
    await send(id)
    await expect(send(id)).rejects.toEqual(code("payout_state"))
    expect(memory.atGateway.create).toHaveBeenCalledTimes(1)
  })

  it.each([
    ["declined", new GatewayDeclined("no such wallet"), "declined", null],
    ["unreached", new GatewayUnavailable("no connection"), "approved", null],
  ])("that was %s did not leave", async (_what, error, state, sentAt) => {
    const { id } = memory.given({ state: "approved" })
    memory.atGateway.create.mockRejectedValue(error)
    const payout = await send(id)
    expect(payout).toMatchObject({ state, error: error.message, next_check_at: null })
    if (state === "approved") expect(payout.sent_at).toBe(sentAt)
    expect(memory.warnings).toEqual([
      expect.stringMatching(/^payout not taken: provider_id=pp_m2cerber_main /),
    ])
  })

  it.each([
    ["a lost answer", new OutcomeUnknown("timeout")],
    ["an error of another kind", new Error("odd")],
  ])("after %s is asked about, and never sent again", async (_what, error) => {
    const { id } = memory.given({ state: "approved" })
    memory.atGateway.create.mockRejectedValue(error)
    const payout = await send(id)
    expect(payout).toMatchObject({ state: "sending", error: error.message })
    expect(payout.next_check_at!.getTime()).toBeGreaterThan(memory.at)
    await expect(send(id)).rejects.toEqual(code("payout_state"))
  })

  it("of a refund that an unreached gateway did not hear of is tried again", async () => {
    memory.refunds.add("ref_1")
    const { id } = memory.given({ state: "approved", refund_id: "ref_1", attempt_id: "attempt_1" })
    memory.atGateway.create.mockRejectedValue(new GatewayUnavailable("no connection"))
    const payout = await sendPayout(memory.process(), { payout_id: id, actor: null })
    expect(payout).toMatchObject({ state: "approved", next_check_at: new Date(memory.at + 60_000) })
    expect(memory.said()).toEqual([])
  })

  it("waits for the refund that it belongs to, and is canceled when Medusa takes that back", async () => {
    const { id } = memory.given({ state: "approved", refund_id: "ref_1", attempt_id: "attempt_1" })
    const send = () => sendPayout(memory.process(), { payout_id: id, actor: null })
    await send()
    expect(memory.get(id)).toMatchObject({ state: "approved", next_check_at: new Date(memory.at + 15_000) })
    memory.wait(2)
    await send()
    expect(memory.get(id)).toMatchObject({ state: "canceled", next_check_at: null })
    expect([...memory.due]).toEqual(["attempt_1"])
    expect(memory.atGateway.create).not.toHaveBeenCalled()
  })

  it("is given up for a refund that the merchant's rules forbid by now", async () => {
    const payout = memory.given({ state: "approved", refund_id: "ref_1", attempt_id: "attempt_1" })
    await giveUpPayout(memory.process(), payout, Object.assign(new Error("no"), { code: "payout_state" }))
    expect(memory.get(payout.id).state).toBe("approved")
    await giveUpPayout(memory.process(), payout, Object.assign(new Error("off"), { code: "payouts_off" }))
    expect(memory.get(payout.id)).toMatchObject({ state: "canceled", error: "off" })
    expect(memory.looked).toEqual(["attempt_1"])
  })
})

describe("asking about a payout", () => {
  const sending = () =>
    memory.given({ state: "sending", sent_at: new Date(memory.at), next_check_at: new Date(memory.at) })
  const check = (id: string) => checkPayout(memory.process(), { payout_id: id })

  it("asks nothing of one that was not handed over", async () => {
    const { id } = memory.given({ state: "approved" })
    expect(await check(id)).toMatchObject({ state: "approved" })
    expect(memory.atGateway.fetch).not.toHaveBeenCalled()
  })

  it("makes a person look where nobody knows whether it left, once", async () => {
    const { id } = sending()
    memory.atGateway.fetch.mockResolvedValue(null)
    await check(id)
    expect(memory.openProblems()).toEqual([])
    memory.wait(3)
    await check(id)
    await check(id)
    expect(memory.openProblems()).toEqual(["payout_unclear"])
    expect(memory.get(id).next_check_at).not.toBeNull()
  })

  it.each(["sending", "sent"] as const)(
    "makes a person look where the gateway has only errors for a %s one for too long",
    async (state) => {
      const { id } = sending()
      memory.get(id).state = state
      memory.atGateway.fetch.mockRejectedValue(new GatewayUnavailable("no connection"))
      await expect(check(id)).rejects.toThrow("no connection")
      expect(memory.openProblems()).toEqual([])
      memory.wait(15 * 24 * 60)
      await expect(check(id)).rejects.toThrow("no connection")
      expect(memory.openProblems()).toEqual(["payout_unclear"])
      expect(memory.get(id).next_check_at).not.toBeNull()
    },
  )

  it("follows it to its end even after payouts were switched off", async () => {
    const { id } = sending()
    memory.policy = undefined
    memory.atGateway.fetch.mockResolvedValue(observed("paid"))
    expect(await check(id)).toMatchObject({ state: "paid", gateway_id: "77", next_check_at: null })
  })

  it("asks the account that it was handed to, whose keys another entry has by now", async () => {
    memory.atGateway.create.mockResolvedValue(observed("pending"))
    const { id } = memory.given({ state: "approved", approved_by: "user_boris" })
    await sendPayout(memory.process(), { payout_id: id, actor: anna })
    expect(memory.get(id).gateway_account).toBe("merchant-1")
    memory.gatewayAccount = "merchant-2"
    await expect(checkPayout(memory.process(), { payout_id: id })).rejects.toEqual(code("payouts_off"))
    memory.otherAccounts.set("merchant-1", { fetch: jest.fn().mockResolvedValue(observed("paid")) })
    expect(await checkPayout(memory.process(), { payout_id: id })).toMatchObject({ state: "paid" })
    expect(memory.atGateway.fetch).not.toHaveBeenCalled()
  })

  it("asks its own entry about one of which nobody wrote down the account", async () => {
    memory.gatewayAccount = "merchant-2"
    memory.atGateway.fetch.mockResolvedValue(observed("paid"))
    const { id } = memory.given({ state: "sent", sent_at: new Date(memory.at) })
    expect(await checkPayout(memory.process(), { payout_id: id })).toMatchObject({ state: "paid" })
  })

  it("believes that it is paid whatever the gateway said before", async () => {
    const { id } = sending()
    memory.atGateway.fetch.mockResolvedValueOnce(observed("canceled")).mockResolvedValueOnce(observed("paid"))
    expect((await check(id)).state).toBe("canceled")
    expect((await check(id)).state).toBe("paid")
  })

  it.each(["paid", "canceled", "pending"] as const)(
    "comes to the same end wherever the process died, when it shows %s",
    async (status) => {
      const run = async (diesAt: number, isLate: boolean) => {
        memory = new Memory()
        const { id } = sending()
        Object.assign(memory.get(id), { refund_id: "ref_1", attempt_id: "attempt_1" })
        memory.atGateway.fetch.mockResolvedValueOnce(null).mockResolvedValue(observed(status))
        memory.wait(3)
        await check(id)
        expect(memory.openProblems()).toEqual(["payout_unclear"])
        if (isLate) memory.wait(15 * 24 * 60)
        memory.diesAt = diesAt
        const died = await check(id).then(
          () => false,
          () => true,
        )
        memory.diesAt = 0
        // Nobody comes back to what is not due any more.
        if (memory.get(id).next_check_at) await check(id)
        const { state, next_check_at } = memory.get(id)
        return { died, end: { state, next_check_at, problems: memory.openProblems(), due: [...memory.due] } }
      }
      for (const isLate of [false, true]) {
        const { end } = await run(0, isLate)
        let diesAt = 1
        for (; ; diesAt++) {
          const killed = await run(diesAt, isLate)
          expect({ diesAt, ...killed.end }).toEqual({ diesAt, ...end })
          if (!killed.died) break
        }
        expect(diesAt).toBeGreaterThan(1)
      }
    },
  )
})
