import { randomBytes } from "node:crypto"
import type { SimulatorClock } from "../clock"
import { ControlError } from "../control-error"
import { parseUnits, showUnits } from "../money"
import type { Notifier } from "../notifier/notifier"
import type { TegroShopFixture } from "../options"
import { orderNotification } from "./notify"
import { DEFAULT_PAYMENT_SYSTEM, type TegroOrder } from "./order"
import { TegroShop } from "./shop"
import { TEGRO_STATUS } from "./types"
import type { TegroWithdrawal } from "./withdrawal"

const DAY_MS = 24 * 60 * 60 * 1000

/** A new order, as the merchant asks for it. */
type NewOrder = Pick<
  TegroOrder,
  "shop" | "reference" | "asked" | "amountText" | "currency" | "test" | "paymentSystem" | "email" | "phone"
> &
  Pick<TegroOrder, "receipt" | "via" | "notifyUrl" | "successUrl" | "failUrl" | "lang">

/** Tegro's orders, payouts and wallets, and everything that can happen to them. */
export class TegroBackend {
  orders: TegroOrder[] = []
  withdrawals: TegroWithdrawal[] = []
  readonly shops: TegroShop[]
  // A reset does not reset the numbers: a store may still remember an old order.
  private nextOrderId = 755555
  private nextWithdrawalId = 7911

  constructor(
    fixtures: readonly TegroShopFixture[],
    private readonly clock: SimulatorClock,
    private readonly notifier: Notifier,
  ) {
    this.shops = fixtures.map((fixture) => new TegroShop(fixture))
  }

  shop(publicKey: unknown): TegroShop | undefined {
    return this.shops.find((shop) => shop.fixture.publicKey === publicKey)
  }

  /** Finds an order by Tegro's number, or the newest one by the merchant's. */
  find(idOrReference: number | string): TegroOrder {
    this.expireDue()
    const text = String(idOrReference)
    const order =
      this.orders.find((one) => String(one.id) === text) ??
      [...this.orders].reverse().find((one) => one.reference === text)
    if (!order) throw new ControlError(`No Tegro order ${text}`, 404)
    return order
  }

  /** Fee: 5 %, the docs' rate for cards in the Business category. */
  create(given: NewOrder): TegroOrder {
    const order: TegroOrder = {
      ...given,
      id: this.nextOrderId++,
      hash: randomBytes(16).toString("hex"),
      received: null,
      credited: 0n,
      fee: (given.asked * 5n) / 100n,
      status: TEGRO_STATUS.new,
      createdAt: this.clock.now(),
      paidAt: null,
    }
    this.orders.push(order)
    return order
  }

  /** Money arrives: any sum, at any time. */
  pay(order: TegroOrder, given: { amount?: string; paymentSystem?: number; test?: boolean } = {}): void {
    const received = given.amount === undefined ? order.asked : parseUnits(given.amount)
    if (received === null) throw new ControlError("amount must be a decimal such as 100.50")
    order.received = received
    order.paymentSystem = given.paymentSystem ?? order.paymentSystem ?? DEFAULT_PAYMENT_SYSTEM
    order.test = given.test ?? order.test
    this.setStatus(order, TEGRO_STATUS.paid)
  }

  /** Sets any status. Only "paid" is notified of, unless the policy says any. */
  setStatus(order: TegroOrder, status: number): void {
    order.status = status
    if (status === TEGRO_STATUS.paid) {
      order.received ??= order.asked
      order.paidAt ??= this.clock.now()
    }
    this.settleWallet(order)
    const policy = this.notifier.policy("tegro")
    if (status === TEGRO_STATUS.paid || policy.anyStatus)
      this.notifier.announce(orderNotification(order, policy))
  }

  withdraw(given: Omit<TegroWithdrawal, "id" | "status" | "createdAt" | "paidAt">): TegroWithdrawal {
    const withdrawal = {
      ...given,
      id: this.nextWithdrawalId++,
      status: 0,
      createdAt: this.clock.now(),
      paidAt: null,
    }
    given.shop.credit(given.currency, -given.amount)
    this.withdrawals.push(withdrawal)
    return withdrawal
  }

  /** A payout is carried out, or comes back. */
  settleWithdrawal(id: number, status: 1 | 9): TegroWithdrawal {
    const withdrawal = this.withdrawals.find((one) => one.id === id)
    if (!withdrawal) throw new ControlError(`No Tegro withdrawal ${id}`, 404)
    if (status !== 1 && status !== 9) throw new ControlError("status must be 1 (paid out) or 9 (cancelled)")
    if (withdrawal.status !== 0) throw new ControlError(`Withdrawal ${id} is settled already`, 409)
    withdrawal.status = status
    if (status === 1) withdrawal.paidAt = this.clock.now()
    else withdrawal.shop.credit(withdrawal.currency, withdrawal.amount)
    return withdrawal
  }

  /** An unpaid order turns to an error after about a day: docs, "Payment statuses". */
  expireDue(): void {
    const limit = this.clock.now() - DAY_MS
    for (const order of this.orders) {
      if (order.status === TEGRO_STATUS.new && order.createdAt <= limit)
        this.setStatus(order, TEGRO_STATUS.failed)
    }
  }

  reset(): void {
    this.orders = []
    this.withdrawals = []
    for (const shop of this.shops) shop.reset()
  }

  /** Keeps the wallet right whatever statuses follow each other. Test payments bring no money. */
  private settleWallet(order: TegroOrder): void {
    const earned = (order.received ?? 0n) - (order.shop.feeOnBuyer ? 0n : order.fee)
    const wanted = order.status === TEGRO_STATUS.paid && !order.test ? earned : 0n
    order.shop.credit(order.currency, wanted - order.credited)
    order.credited = wanted
  }

  /** Wallets of every shop: public key → currency → decimal string. */
  balances(): Record<string, Record<string, string>> {
    return Object.fromEntries(this.shops.map((shop) => [shop.fixture.publicKey, shop.balance()]))
  }

  /** What the buyer pays: the fee on top, where the shop is set up so. */
  bill(order: TegroOrder): { amount: string; fee: string; total: string } {
    const fee = order.shop.feeOnBuyer ? order.fee : 0n
    return { amount: showUnits(order.asked), fee: showUnits(fee), total: showUnits(order.asked + fee) }
  }
}
