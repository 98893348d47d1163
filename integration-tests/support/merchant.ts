import type { IOrderModuleService, IPaymentModuleService, RefundDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { isDeepStrictEqual } from "node:util"
import request, { type Response } from "supertest"
import type { OrderPolicy } from "../../src/core"
import {
  foldJournal,
  GATEWAY_LEDGER,
  type GatewayLedgerService,
  type PaymentProblem,
} from "../../src/modules/gateway-ledger"
import { sweep } from "../../src/workflows"
import { configuredGateway } from "../../src/workflows/configured-gateways"
import { adminAuthorization } from "./admin"
import type { CurrencyCode } from "./catalog"
import { age, makeDue } from "./clockwork"
import { asJournaled } from "./ledger-rows"
import type { Store } from "./store-suite"

/** Columns that tests shift, as if time had passed. */
const SHIFTED = new Set(["created_at", "claimed_at", "shopper_heard_at"])

/** The merchant: what happens to the store as time passes, what the dashboard does, and what it shows. */
export class Merchant {
  private authorization: string | undefined

  constructor(private readonly store: Store) {}

  get ledger(): GatewayLedgerService {
    return this.store.container.resolve<GatewayLedgerService>(GATEWAY_LEDGER)
  }

  get payments(): IPaymentModuleService {
    return this.store.container.resolve(Modules.PAYMENT)
  }

  get orders(): IOrderModuleService {
    return this.store.container.resolve(Modules.ORDER)
  }

  /** Everything that waits is looked at, so many times. */
  async sweeps(count = 1): Promise<void> {
    for (let i = 0; i < count; i++) {
      await makeDue(this.store.container)
      await sweep(this.store.container)
    }
    await this.store.settled()
  }

  /** So many hours pass, then everything that waits is looked at. */
  async later(hours: number, sweeps = 1): Promise<void> {
    await age(this.store.container, hours)
    await this.sweeps(sweeps)
  }

  /** Open problems as "kind amount", in the order of their names. */
  async openProblems(): Promise<string[]> {
    return (await this.problems({ state: "open" })).map(({ kind, amount }) => `${kind} ${amount}`).sort()
  }

  async problems(filters: object = {}): Promise<PaymentProblem[]> {
    return (await this.ledger.listPaymentProblems(filters, {
      order: { id: "ASC" },
    })) as unknown as PaymentProblem[]
  }

  async isCanceled(orderId: string): Promise<boolean> {
    return Boolean((await this.orders.retrieveOrder(orderId)).canceled_at)
  }

  /** Refunds on Medusa's record, oldest first. */
  async refunds(): Promise<number[]> {
    const refunds = (await this.payments.listRefunds({}, { order: { id: "ASC" } })) as RefundDTO[]
    return refunds.map(({ amount }) => Number(amount))
  }

  /** Refunds a part of a session's captured payment, as the dashboard does. */
  async refund({ id }: { id: string }, amount: number): Promise<Response> {
    return this.post(`/admin/payments/${await this.paymentOf(id)}/refund`, { amount })
  }

  /** Captures what is held of a session's payment, or a part of it, as the dashboard does. */
  async capture({ id }: { id: string }, amount?: number): Promise<Response> {
    return this.post(`/admin/payments/${await this.paymentOf(id)}/capture`, { amount })
  }

  /** Id of the newest of Medusa's payments of a session. */
  async paymentOf(payment_session_id: string): Promise<string> {
    const payments = await this.payments.listPayments({ payment_session_id } as never, {
      order: { id: "DESC" },
    })
    return payments[0]!.id
  }

  /** Before several requests at once. */
  async signIn(): Promise<void> {
    this.authorization ??= await adminAuthorization(this.store.container)
  }

  /** A request of the dashboard to Medusa's own admin API. */
  async post(path: string, body: object = {}): Promise<Response> {
    this.authorization ??= await adminAuthorization(this.store.container)
    return request(this.store.medusaUrl).post(path).set("authorization", this.authorization).send(body)
  }

  async remove(path: string): Promise<Response> {
    this.authorization ??= await adminAuthorization(this.store.container)
    return request(this.store.medusaUrl).delete(path).set("authorization", this.authorization)
  }

  cancel(orderId: string): Promise<Response> {
    return this.post(`/admin/orders/${orderId}/cancel`)
  }

  /** A person says in the dashboard that the money of the open problem of this kind has gone back. */
  async returned(kind: string): Promise<void> {
    const [problem] = await this.problems({ kind, state: "open" })
    const path = `/admin/payment-gateways/problems/${problem?.id}/refunded`
    const { status, text } = await this.post(path, { note: "Returned in the gateway's cabinet." })
    if (status !== 200) throw new Error(`HTTP ${status}: ${text}`)
    await this.store.settled()
  }

  /** A person says in the dashboard that the open problem of this kind is settled. */
  async resolved(kind: string): Promise<void> {
    const [problem] = await this.problems({ kind, state: "open" })
    const path = `/admin/payment-gateways/problems/${problem?.id}/resolve`
    const { status, text } = await this.post(path, { note: "Settled by telephone." })
    if (status !== 200) throw new Error(`HTTP ${status}: ${text}`)
    await this.store.settled()
  }

  /** Attempts whose journal does not tell how they came to be as they are. */
  async unfoldedAttempts(): Promise<object[]> {
    const { ledger } = this
    const attempts = await ledger.listPaymentAttempts({})
    const compared = attempts.map(async (attempt) => {
      const told = asJournaled(foldJournal(await ledger.journal.ofAttempt(attempt.id)))
      const differing = Object.entries(asJournaled(await ledger.attempts.get(attempt.id))).filter(
        ([column, value]) => !SHIFTED.has(column) && !isDeepStrictEqual(told[column], value),
      )
      return differing.map(([column, value]) => ({ column, row: value, journal: told[column] }))
    })
    return (await Promise.all(compared)).flat()
  }

  /** A region offers these ways to pay, and no others. */
  async offer(currency: CurrencyCode, payment_providers: string[]): Promise<void> {
    const selector = { id: this.store.catalog.regions[currency] }
    await updateRegionsWorkflow(this.store.container).run({
      input: { selector, update: { payment_providers } },
    })
  }

  /** Notifications of the Tegro shop go to this provider entry. */
  async notify(provider: string): Promise<void> {
    const { simulator, shopId, hookUrl } = this.store
    const notifyUrl = hookUrl(provider.replace("pp_", ""))
    await simulator.control.tegro.configureShop(shopId, { notifyUrl })
  }

  /** While something is done, a provider entry places orders before their payment, and waits so long for it. */
  async placingFirst(provider: string, hours: number, work: () => Promise<void>): Promise<void> {
    const gateway = (await configuredGateway(this.store.container, provider)) as { orderPolicy?: OrderPolicy }
    const before = gateway.orderPolicy
    gateway.orderPolicy = { placeOrder: "before_payment", cancelUnpaidAfterMs: hours * 3_600_000 }
    try {
      await work()
    } finally {
      gateway.orderPolicy = before
    }
  }
}
