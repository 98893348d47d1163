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
  type Observation,
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
  holds: false,
  refunds: false,
  operationKeysMs: 0,
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

  constructor(
    private readonly flaw: (gateway: Gateway, runtime: Runtime) => Gateway = (gateway) => gateway,
  ) {}

  get harness(): GatewayHarness {
    return {
      currency: "EUR",
      secrets: [KEY],
      create: (setup, runtime) => {
        const gateway = this.flaw(this.gateway(accountFor(setup), runtime), runtime)
        return { ...gateway, ...POLICY, capabilities: CAPABILITIES }
      },
      reset: async () => {
        this.payments = []
        this.sent = []
        this.next = undefined
      },
      otherSide: {
        pay: async (reference, amount) => this.pay(reference, amount),
        cancel: async (reference) => {
          this.find(reference).canceled = true
        },
        payments: async () => this.payments,
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
  create({ reference, amount }: PaymentRequest): void {
    this.payments.push({
      reference,
      amount: amount.amount,
      received: Money.zero(amount.currency),
      canceled: false,
    })
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
          gatewayId: null,
          next: { type: "redirect", url: `https://toy.example/${request.reference}` },
        }
      },
      fetchPayment: async (payment) => this.fetch(account, payment),
      parseNotification: (raw) => parse(account, raw),
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
      if (!payment) return null
      const isPaid = payment.received.isPositive
      const status = isPaid ? "paid" : payment.canceled ? "canceled" : "awaiting"
      return {
        status,
        code: status,
        reference: isWrong ? "another-payment" : reference,
        gatewayId: null,
        account: account.account,
        asked: payment.amount,
        received: isPaid ? payment.received.amount : null,
        currency: "EUR",
        fee: null,
        test: false,
        paidAt: null,
        raw: {},
      }
    })
  }

  private find(reference: string): ToyPayment {
    const payment = this.payments.find((one) => one.reference === reference)
    if (!payment) throw new Error(`the toy has no payment ${reference}`)
    return payment
  }

  private pay(reference: string, amount?: string): void {
    const payment = this.find(reference)
    payment.received = payment.received.plus(Money.of(amount ?? payment.amount, "EUR"))
    const content = `toy-account ${reference} ${payment.received.amount}`
    const fields = Object.entries({
      account: "toy-account",
      reference,
      received: payment.received.amount,
      sign: signed(content, KEY),
    })
    const body = Buffer.from(new URLSearchParams(fields).toString())
    this.sent.push({ reference, raw: { body, fields, query: [], headers: {} } })
  }
}

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
