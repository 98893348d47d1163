import { Money } from "../../src/core"
import type { MedusaMoney, PaymentFacts } from "../../src/core/settlement"
import type { MedusaPort } from "../../src/settlement"

/** A cart with one payment session, as Medusa has it on record. */
interface Checkout {
  id: string
  providerId: string
  sum: Money
  isCaptured: boolean
  isPlaced: boolean
}

/** A Medusa that has carts with one payment session each, takes their money, and makes orders of them. */
export class Checkouts {
  private readonly all = new Map<string, Checkout>()

  /** @param placed hears of each cart that became an order */
  constructor(private readonly placed: (id: string) => void = () => undefined) {}

  begin(id: string, providerId: string, sum: Money): void {
    this.all.set(id, { id, providerId, sum, isCaptured: false, isPlaced: false })
  }

  /** Payment collection, session, cart and lock have one id: each is of one checkout. */
  port(): MedusaPort {
    return {
      unitOf: async (id) => id,
      withLock: (_, work) => work(),
      money: async (id) => moneyOf(this.get(id)),
      cartTotal: async (id) => this.get(id).sum,
      capture: async (id) => void (this.get(id).isCaptured = true),
      authorize: never,
      placeOrder: async ({ cartId }) => {
        this.get(cartId).isPlaced = true
        this.placed(cartId)
      },
      cancelOrder: never,
      dropSession: never,
      linkOrder: never,
      recountPayment: never,
      repairAccount: never,
    }
  }

  private get(id: string): Checkout {
    const checkout = this.all.get(id)
    if (!checkout) throw new Error(`no checkout ${id}`)
    return checkout
  }
}

const never = () => Promise.reject(new Error("nothing is to be done here"))

function moneyOf({ id, providerId, sum, isCaptured, isPlaced }: Checkout): MedusaMoney {
  const { currency } = sum
  const capture = { id: `capture ${id}`, amount: sum, createdAt: 0 }
  const of = { id, providerId, collectionId: id }
  const payment: PaymentFacts = {
    ...{ ...of, sessionId: id, currency, isCanceled: false },
    ...{ captures: [capture], refunds: [] },
  }
  return {
    collectionIds: [id],
    cart: { id, collectionId: id, currency, total: null, isCompleted: false },
    order: isPlaced
      ? {
          ...{ id, isCanceled: false, isClosed: false, placedAt: 0, isUnlinked: false, isMiscounted: false },
          unreservedItems: 0,
          ...{ placedTotal: sum, total: sum, outstanding: Money.zero(currency) },
          credited: Money.zero(currency),
          entries: [{ id: `entry ${id}`, captureId: capture.id }],
          refundEntries: [],
          strayEntries: [],
        }
      : null,
    sessions: [{ ...of, amount: sum, collectionAmount: sum, status: isCaptured ? "captured" : "pending" }],
    payments: isCaptured ? [payment] : [],
  }
}
