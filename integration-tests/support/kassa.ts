import { DEFAULT_YOOKASSA_SHOP, type FaultRule, type YookassaShopPatch } from "../../src/simulator"
import type { Merchant } from "./merchant"
import type { Checkout, Session } from "./shopper"
import type { Store } from "./store-suite"

/** The YooKassa shop of a running store: what goes wrong there, and what comes of a payment. */
export class Kassa {
  constructor(
    private readonly store: Store,
    private readonly merchant: Merchant,
  ) {}

  get control() {
    return this.store.simulator.control.yookassa
  }

  configure(patch: YookassaShopPatch): Promise<void> {
    return this.control.configureShop(DEFAULT_YOOKASSA_SHOP.shopId, patch)
  }

  fault(rule: Omit<FaultRule, "gateway">) {
    return this.store.simulator.control.faults.add({ gateway: "yookassa", ...rule })
  }

  /** Captures, voids and refunds of a session's payment, as "kind amount state", oldest first. */
  async operations({ id }: Session): Promise<string[]> {
    const attempt = await this.store.attempt(id)
    const rows = await this.merchant.ledger.operations.ofAttempts([attempt.id])
    return rows.map(({ kind, state, amount }) => `${kind} ${amount} ${state}`)
  }

  /** A shopper whose money is there or held, and the order that was placed by it. */
  async order(provider: string): Promise<Checkout & { orderId: string }> {
    const checkout = await this.store.shopper.checkOut("rub", provider)
    await this.control.pay(checkout.session.data.reference)
    await this.store.settled()
    await this.merchant.sweeps()
    const [orderId] = (await this.store.books(checkout.cartId)).orders
    return { ...checkout, orderId: orderId! }
  }
}
