import {
  GatewayDeclined,
  GatewayUnavailable,
  OutcomeUnknown,
  type EntryGateway,
  type Observation,
  type ObservedRefund,
  type Operation,
  type OperationKind,
} from "../../core"
import { HOLDING } from "../../core/__tests__/support/capabilities"
import type { PaymentAttempt, PaymentOperation } from "../../modules/gateway-ledger"
import { carryOut } from "../carry-out"
import type { OperationDependencies } from "../dependencies"

const START = Date.UTC(2026, 0, 5, 12)
const HOUR = 3_600_000

const attempt = {
  ...{ id: "payatt_1", gateway: "toy", provider_id: "pp_toy", account: "shop", reference: "ref-1" },
  ...{ gateway_id: "701", amount: "100.00", currency_code: "RUB", status: "paid", claims: {}, codes: [] },
  created_at: new Date(START),
} as unknown as PaymentAttempt

/** One operation of a payment of 100.00, in a ledger and at a gateway in memory. */
class Memory {
  now = START
  isLive = true
  row: PaymentOperation
  readonly sent: Pick<Operation, "key" | "body">[] = []
  lookUps = 0
  /** What was kept of the payment. */
  readonly seen: Observation[] = []
  /** What the gateway answers to the operation, and shows of the refund and of the payment. */
  answer: () => Promise<Partial<Observation> | Partial<ObservedRefund>> = async () => ({ status: "done" })
  refund: () => Partial<ObservedRefund> | null = () => null
  payment: Partial<Observation> = { status: "authorized" }

  constructor(kind: OperationKind) {
    this.row = {
      ...{ id: "payop_1", attempt_id: "payatt_1", kind, key: "key-1", amount: "40.00", currency_code: "RUB" },
      ...{
        body: '{"amount":"40.00"}',
        state: "asked",
        gateway_id: null,
        subject_id: "ref_1",
        requested_by: null,
      },
      ...{
        tries: 0,
        error: null,
        leased_until: null,
        next_try_at: new Date(START),
        created_at: new Date(START),
      },
    } as unknown as PaymentOperation
  }

  carryOut = (isUnwanted = false) =>
    carryOut(this.dependencies(), this.row, { road: "sweep" }, { isUnwanted })

  private gateway(): EntryGateway {
    const send = async (_: unknown, { key, body }: Operation) => {
      this.sent.push({ key, body })
      const told = await this.answer()
      return this.row.kind === "refund"
        ? aRefund(told as Partial<ObservedRefund>)
        : aPayment(told as Partial<Observation>)
    }
    return {
      ...{ name: "toy", account: "shop", capabilities: HOLDING },
      ...{ capturePayment: send, voidPayment: send, refundPayment: send },
      fetchRefund: async () => {
        this.lookUps++
        const shown = this.refund()
        return shown && aRefund(shown)
      },
      fetchPayment: async () => {
        this.lookUps++
        return aPayment(this.payment)
      },
    } as unknown as EntryGateway
  }

  private dependencies(): OperationDependencies {
    const change = (columns: Partial<PaymentOperation>) => Object.assign(this.row, columns)
    return {
      ledger: {
        operations: {
          get: async () => ({ ...this.row }),
          claim: async () => {
            if (this.row.leased_until || !["asked", "pending"].includes(this.row.state)) return undefined
            return { ...change({ tries: this.row.tries + 1, leased_until: new Date(this.now) }) }
          },
          move: async (_: string, state: PaymentOperation["state"], columns: object) =>
            change({ ...columns, state, leased_until: null }),
          note: async (_: string, columns: object) => void change({ ...columns, leased_until: null }),
        },
        attempts: {
          get: async () => attempt,
          record: async (_: string, { answer }: { answer: Observation }) => {
            this.seen.push(answer)
            return { before: attempt, after: attempt }
          },
        },
        installation: { isLive: async () => this.isLive },
      },
      gateway: async () => this.gateway(),
      gatewayOfAccount: async () => this.gateway(),
      events: { emit: async () => undefined },
      log: { debug() {}, info() {}, warn() {}, error() {} },
      now: () => this.now,
    } as unknown as OperationDependencies
  }
}

const aRefund = (facts: Partial<ObservedRefund>): ObservedRefund => ({
  ...{ gatewayId: "r-1", status: "done", amount: "40.00", reason: null, raw: {} },
  ...facts,
})

const aPayment = (facts: Partial<Observation>) =>
  ({
    status: "paid",
    code: "x",
    reference: "ref-1",
    gatewayId: "701",
    received: null,
    raw: {},
    ...facts,
  }) as Observation

const lost = () => Promise.reject(new OutcomeUnknown("no answer"))

describe("a refund at the gateway", () => {
  it("without an answer is sent again with the same key and the same bytes, and ends once", async () => {
    const memory = new Memory("refund")
    memory.answer = lost
    expect(await memory.carryOut()).toMatchObject({ state: "asked", error: "no answer", leased_until: null })
    expect(memory.row.next_try_at!.getTime()).toBeGreaterThan(START)
    memory.answer = async () => ({ status: "done" })
    expect(await memory.carryOut()).toMatchObject({ state: "done", gateway_id: "r-1", next_try_at: null })
    expect(new Set(memory.sent.map(({ key, body }) => `${key} ${body}`)).size).toBe(1)
    await memory.carryOut()
    expect(memory.sent).toHaveLength(2)
  })

  it("is over when the payment was seen since: what went back in the cabinet meanwhile is found by it", async () => {
    const memory = new Memory("refund")
    memory.payment = { status: "paid", gatewayId: "702" }
    expect(await memory.carryOut()).toMatchObject({ state: "asked" })
    expect(memory.seen).toEqual([])
    memory.payment = { status: "paid", refunded: "60.00" }
    expect(await memory.carryOut()).toMatchObject({ state: "done", gateway_id: "r-1" })
    expect(memory.seen).toMatchObject([{ refunded: "60.00" }])
  })

  it("that was never taken, since nobody listened, is sent again", async () => {
    const memory = new Memory("refund")
    memory.answer = () => Promise.reject(new GatewayUnavailable("connection refused"))
    expect(await memory.carryOut()).toMatchObject({ state: "asked" })
  })

  it("that is declined at once has failed", async () => {
    const memory = new Memory("refund")
    memory.answer = () => Promise.reject(new GatewayDeclined("no", "gateway_declined", "Refund sum exceeded"))
    expect(await memory.carryOut()).toMatchObject({
      state: "failed",
      error: "Refund sum exceeded",
      next_try_at: null,
    })
    expect(memory.lookUps).toBe(0)
  })

  it("that is declined when it is repeated is looked up: the first try may have done it", async () => {
    for (const [shown, state] of [
      [{ status: "done" }, "done"],
      [{ status: "pending" }, "pending"],
      [null, "failed"],
    ] as const) {
      const memory = new Memory("refund")
      memory.answer = lost
      await memory.carryOut()
      memory.answer = () => Promise.reject(new GatewayDeclined("no", "gateway_declined", "Sum exceeded"))
      memory.refund = () => shown
      expect(await memory.carryOut()).toMatchObject({ state })
    }
  })

  it("whose key is too old is looked up, and never sent again", async () => {
    const memory = new Memory("refund")
    memory.answer = lost
    await memory.carryOut()
    memory.now = START + 25 * HOUR
    memory.refund = () => null
    expect(await memory.carryOut()).toMatchObject({
      state: "failed",
      error: "the gateway has no such refund",
    })
    expect(memory.sent).toHaveLength(1)
  })

  it("that is pending is asked about to its end", async () => {
    const memory = new Memory("refund")
    memory.answer = async () => ({ status: "pending" })
    expect(await memory.carryOut()).toMatchObject({ state: "pending", gateway_id: "r-1" })
    memory.refund = () => ({ status: "failed", reason: "insufficient_funds" })
    expect(await memory.carryOut()).toMatchObject({ state: "failed", error: "insufficient_funds" })
    expect(memory.sent).toHaveLength(1)
  })

  it("is not believed where the answer is about another sum", async () => {
    const memory = new Memory("refund")
    memory.answer = async () => ({ status: "done", amount: "100.00" })
    expect(await memory.carryOut()).toMatchObject({ state: "asked" })
  })

  it("is not sent by a copy of the store's database", async () => {
    const memory = new Memory("refund")
    memory.isLive = false
    expect(await memory.carryOut()).toMatchObject({ state: "asked", tries: 0 })
    expect(memory.sent).toEqual([])
  })

  it("is carried out by one process at a time", async () => {
    const memory = new Memory("refund")
    await Promise.all([memory.carryOut(), memory.carryOut(), memory.carryOut()])
    expect(memory.sent).toHaveLength(1)
  })
})

describe("a capture at the gateway", () => {
  it("is done when the gateway shows the payment as paid, and fails when it has ended", async () => {
    for (const [status, state] of [
      ["paid", "done"],
      ["canceled", "failed"],
      ["authorized", "asked"],
    ] as const) {
      const memory = new Memory("capture")
      memory.answer = async () => ({ status })
      expect(await memory.carryOut()).toMatchObject({ state })
    }
  })

  it("that is declined when it is repeated is done where the payment is paid, and has failed where it is held", async () => {
    for (const [status, state] of [
      ["paid", "done"],
      ["authorized", "asked"],
    ] as const) {
      const memory = new Memory("capture")
      memory.answer = lost
      await memory.carryOut()
      memory.answer = () => Promise.reject(new GatewayDeclined("no", "gateway_declined", "wrong status"))
      memory.payment = { status }
      expect((await memory.carryOut()).state).toBe(state === "asked" ? "failed" : state)
    }
  })

  it("has failed where another sum was taken in the cabinet before", async () => {
    const memory = new Memory("capture")
    memory.answer = async () => ({ status: "paid", received: "30.00" })
    expect(await memory.carryOut()).toMatchObject({ state: "failed" })
  })

  it("of a part leaves a doubt where only the payment tells of it, and shows more", async () => {
    for (const [received, error] of [
      ["100.00", "the gateway shows x 100.00, and was asked to capture 40.00 RUB"],
      ["40.00", null],
    ]) {
      const memory = new Memory("capture")
      memory.answer = lost
      await memory.carryOut()
      memory.answer = () => Promise.reject(new GatewayDeclined("no", "gateway_declined", "wrong status"))
      memory.payment = { status: "paid", received }
      expect(await memory.carryOut()).toMatchObject({ state: "done", error })
    }
  })

  it("of a part leaves none where the gateway has taken it by its key, and goes on showing what was held", async () => {
    const memory = new Memory("capture")
    memory.answer = async () => ({ status: "paid", received: "100.00" })
    expect(await memory.carryOut()).toMatchObject({ state: "done", error: null })
  })

  it("that nothing asks for any more is not sent again: it was done, or it is over", async () => {
    for (const [status, state] of [
      ["authorized", "failed"],
      ["paid", "done"],
    ] as const) {
      const memory = new Memory("capture")
      memory.answer = lost
      await memory.carryOut()
      memory.payment = { status }
      expect((await memory.carryOut(true)).state).toBe(state)
      expect(memory.sent).toHaveLength(1)
    }
  })

  it("is not believed where the answer is about another payment", async () => {
    const memory = new Memory("capture")
    memory.answer = async () => ({ status: "paid", gatewayId: "702" })
    expect(await memory.carryOut()).toMatchObject({ state: "asked" })
  })
})

it("a void at the gateway is done when the payment is over, and fails when it was captured", async () => {
  for (const [status, state] of [
    ["canceled", "done"],
    ["paid", "failed"],
  ] as const) {
    const memory = new Memory("void")
    memory.answer = async () => ({ status })
    expect(await memory.carryOut()).toMatchObject({ state })
  }
})
