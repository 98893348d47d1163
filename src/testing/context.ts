import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { inspect } from "node:util"
import { mergeClaim } from "../core/payment/claims"
import { GatewayError } from "../core/errors"
import {
  MAX_CODE_LENGTH,
  type EntryGateway,
  type KnownPayment,
  type NewOperation,
  type Notification,
  type Observation,
  type Operation,
  type OperationKind,
  type PaymentRequest,
  type RawNotification,
  type SignedNotification,
} from "../core/gateway"
import { Money } from "../core/money"
import { advance } from "../core/payment/payment-status"
import type { Runtime } from "../core/runtime"
import type { Verdict } from "../core/settlement"
import type { GatewayHarness, Setup } from "./harness"
import { verdictOf } from "./order-of-one"

export const HOOK_PATH = "hooks/payment-gateways/conformance_main"

export const DECIMAL = /^-?\d+(\.\d+)?$/

type Kind = GatewayError["kind"]

/** What came of one look at a payment; `observation` is null where the gateway knows no such payment. */
interface Settled {
  payment: KnownPayment
  observation: Observation | null
  decision: Verdict
}

/** A store in miniature: one gateway, and everything that was logged, thrown and answered. */
export class ConformanceContext {
  private readonly shown: string[] = []
  readonly runtime: Runtime
  readonly gateway: EntryGateway

  constructor(readonly harness: GatewayHarness) {
    const keep = (line: string) => void this.shown.push(line)
    this.runtime = {
      now: Date.now,
      random: Math.random,
      sleep: async () => {},
      log: { debug: keep, info: keep, warn: keep, error: keep },
    }
    this.gateway = this.create("right")
  }

  get otherSide() {
    return this.harness.otherSide
  }

  create(setup: Setup): EntryGateway {
    return this.harness.create(setup, this.runtime)
  }

  money(amount: string): Money {
    return Money.of(amount, this.harness.currency)
  }

  request(amount: string): PaymentRequest {
    const reference = this.gateway.newReference()
    const money = this.money(amount)
    return {
      reference,
      amount: money,
      payer: this.harness.payer ?? {},
      receipt: [{ name: "Order", count: 1, price: money }],
      hookPath: HOOK_PATH,
    }
  }

  /** Asks for a payment, as a store does, and lets the shopper go to the gateway. */
  async start(amount = "500.00", change: Partial<PaymentRequest> = {}): Promise<KnownPayment> {
    const request = { ...this.request(amount), ...change }
    const created = await this.gateway.createPayment(request)
    this.see(created)
    await this.otherSide.open?.(created.next)
    return asKnown(request, created.gatewayId)
  }

  /** A payment that the shopper has paid. With a hold, its money is held. */
  async paid(amount = "500.00", change: Partial<PaymentRequest> = {}): Promise<KnownPayment> {
    const payment = await this.start(amount, change)
    await this.otherSide.pay(payment.reference)
    return (await this.settle(payment)).payment
  }

  /** An operation, as a store writes it down before its first try. */
  operation(
    kind: OperationKind,
    payment: KnownPayment,
    amount = payment.amount.amount,
    isWhole = true,
  ): Operation {
    const money = this.money(amount)
    const wanted: NewOperation = {
      ...{ kind, key: `conf-${randomUUID()}`, amount: money, isWhole },
      receipt: this.gateway.sendsReceipt ? [{ name: "Order", count: 1, price: money }] : [],
      payer: this.harness.payer ?? {},
      reason: null,
    }
    const body = this.gateway.operationBody?.(payment, wanted) ?? ""
    const again = this.gateway.operationBody?.(payment, wanted)
    assert.equal(again, body, "the body of an operation changes by itself")
    return { kind, key: wanted.key, amount: money, body, gatewayId: null, createdAt: Date.now() }
  }

  /** The operations on a payment at the other side: "refund 200.00". */
  async done(payment: KnownPayment): Promise<string[]> {
    const done = (await this.otherSide.operations?.(payment.reference)) ?? []
    return done.map(({ kind, amount }) => `${kind} ${this.money(amount).amount}`)
  }

  /** What the gateway shows of a payment that it must know. */
  async look(payment: KnownPayment): Promise<Observation> {
    const observation = await this.gateway.fetchPayment(payment)
    this.see(observation)
    assert.ok(observation, "the gateway says that there is no such payment")
    this.assertWellFormed(observation)
    return observation
  }

  /** Reads the notifications so far, asks the gateway, and decides. */
  async settle(payment: KnownPayment, captured = Money.zero(payment.amount.currency)): Promise<Settled> {
    const told = await this.notifications(payment)
    const informed = told.reduce(
      (known, { claim, gatewayId }) => ({
        ...known,
        gatewayId: known.gatewayId ?? gatewayId,
        claims: mergeClaim(known.claims, claim, known.amount.currency),
      }),
      payment,
    )
    const observation = await this.gateway.fetchPayment(informed)
    this.see(observation)
    const decision = verdictOf(this.gateway, informed, observation, captured)
    if (!observation) return { payment: informed, observation, decision }
    this.assertWellFormed(observation)
    const status = advance(payment.status, observation.status)
    const codes = [...new Set([...informed.codes, observation.code])]
    return { payment: { ...informed, status, codes }, observation, decision }
  }

  /** Checks the form of what a store keeps of an observation. */
  private assertWellFormed({ code, account, captureBefore, ...shown }: Observation): void {
    assert.ok(code.length > 0 && code.length <= MAX_CODE_LENGTH, `"${code}" is no status word`)
    assert.ok(account === null || account === this.gateway.account, "it shows another account's payment")
    assert.ok(
      captureBefore == null || !Number.isNaN(Date.parse(captureBefore)),
      `"${captureBefore}" is no time`,
    )
    for (const sum of [shown.asked, shown.received, shown.held, shown.refunded, shown.fee]) {
      assert.ok(sum == null || DECIMAL.test(sum), `"${sum}" is no exact sum`)
    }
  }

  /** The signed notifications of a payment; unsigned ones claim nothing. */
  async notifications(payment: KnownPayment): Promise<SignedNotification[]> {
    const raw = await this.otherSide.notifications(payment.reference)
    return raw
      .map((one) => this.gateway.parseNotification(one))
      .filter((one) => one.proof === "signed")
      .filter(({ subject }) => subject === "payment")
  }

  /** How many payments with this reference the other side has. */
  async copies(reference: string): Promise<number> {
    return (await this.otherSide.payments()).filter((one) => one.reference === reference).length
  }

  /** The error of work that must fail with one of these kinds. */
  async fails(kinds: readonly Kind[], work: () => unknown): Promise<GatewayError> {
    const error = await this.attempt(work)
    assert.ok(error, `it must fail with ${kinds.join(" or ")}, and it succeeded`)
    assert.ok(kinds.includes(error.kind), `it must fail with ${kinds.join(" or ")}, not ${error.kind}`)
    return error
  }

  /** The error of the work, which must be one of the plugin's own; undefined when the work succeeds. */
  async attempt(work: () => unknown): Promise<GatewayError | undefined> {
    try {
      this.see(await work())
      return undefined
    } catch (error) {
      this.see(error)
      if (error instanceof assert.AssertionError) throw error
      assert.ok(error instanceof GatewayError, `an error of no known kind: ${inspect(error)}`)
      return error
    }
  }

  /** What the gateway reads in a notification; undefined when it refuses it. It may fail in no other way. */
  async read(raw: RawNotification): Promise<Notification | undefined> {
    let read: Notification | undefined
    const error = await this.attempt(() => {
      read = this.gateway.parseNotification(raw)
    })
    assert.ok(error === undefined || error.kind === "invalid_notification", `it fails with ${error?.kind}`)
    return read
  }

  /** Keeps what a merchant, a shopper or a reader of logs could see. */
  see(value: unknown): void {
    this.shown.push(inspect(value, { depth: 12 }), value instanceof Error ? `${value.stack}` : "")
  }

  assertNothingSecretShown(): void {
    for (const secret of this.harness.secrets) {
      const leak = this.shown.find((text) => text.includes(secret))
      assert.ok(leak === undefined, "a secret was logged, thrown or answered")
    }
  }
}

export const asKnown = (request: PaymentRequest, gatewayId: string | null): KnownPayment => ({
  reference: request.reference,
  gatewayId,
  amount: request.amount,
  status: "awaiting",
  claims: {},
  codes: [],
  createdAt: Date.now(),
})
