import { createHash } from "node:crypto"
import {
  GatewayDeclined,
  GatewayUnavailable,
  IntegrityError,
  InvalidNotification,
  Money,
  OutcomeUnknown,
  referenceSource,
  type Capabilities,
  type EntryPolicy,
  type Gateway,
  type KnownPayment,
  type Notification,
  type Observation,
  type ObservedRefund,
  type Operation,
  type PaymentRequest,
  type RawNotification,
  type Runtime,
} from "../../core"
import type { GatewayHarness, Setup, Trouble } from "../harness"

interface ToyPayment {
  reference: string
  amount: string
  received: Money
  canceled: boolean
  isHold: boolean
  /** Of a hold. */
  captured: Money | null
  refunded: Money
  /** What was done to it, by the key. */
  operations: Map<string, Operation>
}

interface Account {
  account: string
  key: string
  unreachable: boolean
}

const KEY = "toy-s3cret-key"

const CAPABILITIES: Capabilities = {
  notifications: "signed",
  cabinetUrls: [],
  cancelPayment: false,
  confirmSent: false,
  listPayments: false,
  checkConnection: false,
  balances: false,
  payouts: false,
  holds: "once",
  refunds: "partial",
  operationKeysMs: 1,
  receipts: false,
  testPayments: false,
}

const POLICY: EntryPolicy = {
  orderPolicy: { placeOrder: "after_payment", cancelUnpaidAfterMs: 86_400_000 },
  acceptsTestPayments: false,
  limits: { min: null, max: null },
  capture: "automatic",
  refunds: "reject",
  sendsReceipt: false,
}

/** A gateway that lives in memory and does everything right, until a flaw is built in. */
export class Toy {
  private payments: ToyPayment[] = []
  private sent: { reference: string; raw: RawNotification }[] = []
  private next: Trouble | undefined
  private calls: { key: string; body: string }[] = []

  constructor(
    private readonly flaw: (gateway: Gateway, runtime: Runtime) => Gateway = (gateway) => gateway,
    /** Whether its notifications prove their origin. */
    private readonly notifications: Capabilities["notifications"] = "signed",
  ) {}

  get harness(): GatewayHarness {
    return {
      currency: "EUR",
      secrets: [KEY],
      create: (setup, runtime) => {
        const gateway = this.flaw(this.gateway(accountFor(setup), runtime), runtime)
        return { ...gateway, ...POLICY, capabilities: { ...CAPABILITIES, notifications: this.notifications } }
      },
      reset: async () => {
        this.payments = []
        this.sent = []
        this.next = undefined
        this.calls = []
      },
      otherSide: {
        pay: async (reference, amount) => this.pay(reference, amount),
        cancel: async (reference) => {
          this.find(reference).canceled = true
        },
        payments: async () => this.payments,
        operations: async (reference) =>
          [...this.find(reference).operations.values()].map(({ kind, amount }) => ({
            kind,
            amount: amount.amount,
          })),
        operationCalls: async () => this.calls,
        notifications: async (reference) =>
          this.sent.filter((one) => one.reference === reference).map(({ raw }) => raw),
        troubles: ["silence_after_success", "garbage", "server_error", "error_answer", "wrong_reference"],
        trouble: async (kind) => {
          this.next = kind
        },
      },
    }
  }

  /** What the toy's server does with a new payment. */
  create({ reference, amount, isHold = false }: PaymentRequest): void {
    const nothing = Money.zero(amount.currency)
    this.payments.push({
      ...{ reference, amount: amount.amount, received: nothing, canceled: false },
      ...{ isHold, captured: null, refunded: nothing, operations: new Map() },
    })
  }

  /** What the toy's server does with a capture, a void or a refund: once for each key. */
  operate(reference: string, operation: Operation): ToyPayment {
    const payment = this.find(reference)
    const { kind, key, amount } = operation
    this.calls.push({ key, body: operation.body })
    if (payment.operations.has(key)) return payment
    const isHeld =
      payment.isHold && payment.captured === null && payment.received.isPositive && !payment.canceled
    const taken = payment.isHold ? (payment.captured ?? Money.zero("EUR")) : payment.received
    if (kind === "refund" ? taken.minus(payment.refunded).lessThan(amount) : !isHeld) {
      throw new GatewayDeclined(`the toy does no ${kind} of it`)
    }
    if (kind === "capture") payment.captured = amount
    if (kind === "void") payment.canceled = true
    if (kind === "refund") payment.refunded = payment.refunded.plus(amount)
    payment.operations.set(key, operation)
    return payment
  }

  private gateway(account: Account, runtime: Runtime): Gateway {
    return {
      name: "toy",
      account: account.account,
      currencies: ["EUR"],
      newReference: referenceSource("text", runtime),
      createPayment: async (request) => {
        this.call(account, "write", () => this.create(request))
        return {
          gatewayId: numberOf(request),
          next: { type: "redirect", url: `https://toy.example/${request.reference}` },
        }
      },
      fetchPayment: async (payment) => this.fetch(account, payment),
      parseNotification: (raw) =>
        this.notifications === "signed" ? parse(account, raw) : parseUnsigned(raw),
      operationBody: (_, { kind, key, amount }) => JSON.stringify({ kind, key, amount: amount.amount }),
      capturePayment: async ({ reference }, operation) =>
        shown(
          this.call(account, "write", () => this.operate(reference, operation)),
          account,
        ),
      voidPayment: async ({ reference }, operation) =>
        shown(
          this.call(account, "write", () => this.operate(reference, operation)),
          account,
        ),
      refundPayment: async ({ reference }, operation) =>
        refundOf(
          this.call(account, "write", () => this.operate(reference, operation)),
          operation,
        ),
      fetchRefund: async ({ reference }, operation) =>
        this.call(account, "read", () => {
          const payment = this.find(reference)
          return payment.operations.has(operation.key) ? refundOf(payment, operation) : null
        }),
    }
  }

  private call<T>(account: Account, kind: "read" | "write", work: () => T): T {
    if (account.unreachable) throw new GatewayUnavailable("the toy is away")
    const trouble = this.next
    this.next = undefined
    if (account.key !== KEY) throw new GatewayDeclined("the toy does not know this key")
    if (trouble === "error_answer") throw new GatewayDeclined("the toy is being repaired")
    const isLost = kind === "write" && (trouble === "silence_after_success" || trouble === "garbage")
    if (kind === "write" && trouble === "server_error") throw new OutcomeUnknown("the toy is in trouble")
    const done = work()
    if (isLost) throw new OutcomeUnknown("no answer")
    if (kind === "read" && trouble === "garbage") throw new IntegrityError("unreadable_answer", "garbage")
    return done
  }

  private fetch(account: Account, { reference }: KnownPayment): Observation | null {
    const isWrong = this.next === "wrong_reference"
    return this.call(account, "read", () => {
      const payment = this.payments.find((one) => one.reference === reference)
      return payment ? { ...shown(payment, account), ...(isWrong && { reference: "another-payment" }) } : null
    })
  }

  private find(reference: string): ToyPayment {
    const payment = this.payments.find((one) => one.reference === reference)
    if (!payment) throw new Error(`the toy has no payment ${reference}`)
    return payment
  }

  private pay(reference: string, amount?: string): void {
    const payment = this.find(reference)
    if (!payment.isHold) payment.canceled = false
    payment.received = payment.received.plus(Money.of(amount ?? payment.amount, "EUR"))
    const content = `toy-account ${reference} ${payment.received.amount}`
    const fields = Object.entries({
      account: "toy-account",
      reference,
      received: payment.received.amount,
      number: numberOf({ reference }),
      sign: signed(content, KEY),
    })
    const body = Buffer.from(new URLSearchParams(fields).toString())
    this.sent.push({ reference, raw: { body, fields, query: [], headers: {} } })
  }
}

const numberOf = ({ reference }: { reference: string }) => `no-${reference}`

function statusOf({ received, canceled, isHold, captured, refunded }: ToyPayment) {
  if (refunded.isPositive && !refunded.lessThan(captured ?? received)) return "refunded"
  if (canceled) return "canceled"
  if (!received.isPositive) return "awaiting"
  return isHold && captured === null ? "authorized" : "paid"
}

function shown(payment: ToyPayment, account: Account): Observation {
  const status = statusOf(payment)
  const received = payment.captured ?? payment.received
  return {
    status,
    code: status,
    reference: payment.reference,
    gatewayId: numberOf(payment),
    account: account.account,
    asked: payment.amount,
    received: received.isPositive ? received.amount : null,
    held: status === "authorized" ? payment.received.amount : null,
    refunded: payment.refunded.amount,
    currency: "EUR",
    fee: null,
    test: false,
    paidAt: null,
    raw: {},
  }
}

const refundOf = ({ reference }: ToyPayment, { key, amount }: Operation): ObservedRefund => ({
  gatewayId: `${numberOf({ reference })}-${key}`,
  status: "done",
  amount: amount.amount,
  reason: null,
  raw: {},
})

const accountFor = (setup: Setup): Account => ({
  account: setup === "other_account" ? "another-account" : "toy-account",
  key: setup === "wrong_key" ? "another-s3cret-key" : KEY,
  unreachable: setup === "unreachable",
})

const signed = (content: string, key: string) =>
  createHash("sha256")
    .update(key + content)
    .digest("hex")

function parse({ account, key }: Account, raw: RawNotification) {
  const fields = Object.fromEntries(raw.fields) as Record<string, string | undefined>
  const { reference = "", received = "" } = fields
  const content = `${fields.account} ${reference} ${received}`
  if (fields.sign !== signed(content, key)) throw new InvalidNotification("bad_signature", "not genuine")
  if (fields.account !== account) throw new InvalidNotification("unknown_shop", "for another account")
  return {
    proof: "signed" as const,
    subject: "payment" as const,
    reference,
    gatewayId: null,
    claim: { status: "paid" as const, received, currency: "EUR" },
    fingerprint: signed(content, ""),
  }
}

/** Anybody could have written it: the number is all that is taken out. */
function parseUnsigned(raw: RawNotification): Notification {
  const number = raw.fields.find(([name]) => name === "number")?.[1] ?? ""
  if (!/^no-[\w-]{1,60}$/.test(number)) {
    throw new InvalidNotification("malformed_notification", "it names no payment")
  }
  return { proof: "none", subject: "payment", gatewayId: number }
}
