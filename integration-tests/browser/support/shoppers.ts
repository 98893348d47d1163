import type Medusa from "@medusajs/js-sdk"

import { Merchant } from "../../../demo/check/merchant"
import { signIn } from "../../../demo/seed"
import type { Simulator } from "../../../demo/support/simulator"
import { until } from "../../../tools/until"
import { Stage } from "./stage"
import type { Size, Taste, Visit } from "./visit"

interface PaymentRow {
  status: string
  reference: string
}

/** A shop full of shoppers, and what its merchant knows of them. */
export class Shoppers {
  private visits: Visit[] = []

  private constructor(
    private readonly stage: Stage,
    private readonly sdk: Medusa,
    private readonly merchant: Merchant,
  ) {}

  static async invite(): Promise<Shoppers> {
    const stage = await Stage.set({ storefront: true })
    const { shop } = stage
    const sdk = await signIn({ medusaUrl: shop.medusaUrl, ...shop.credentials })
    return new Shoppers(stage, sdk, await Merchant.signIn(shop))
  }

  get simulator(): Simulator["control"] {
    return this.stage.shop.simulator.control
  }

  get storefrontUrl(): string {
    return this.stage.shop.storefrontUrl
  }

  async visit(size: Size, taste?: Taste): Promise<Visit> {
    const visit = await this.stage.visit(size, taste)
    this.visits.push(visit)
    return visit
  }

  /** Waits until Medusa's orders of this shopper are these: "1 order, captured, captures 33.90 azn". */
  async ordersOf({ email }: Visit, wanted: string): Promise<string> {
    return until(wanted, () => this.merchant.ordersOf(email))
  }

  /** Waits until the shopper's open problems are these kinds. */
  async problemsOf({ email }: Visit, ...wanted: string[]): Promise<string> {
    const read = async () => {
      const { problems } = await this.ask<{ problems: { kind: string }[] }>("problems", email)
      return problems.map(({ kind }) => kind).join(", ")
    }
    return until(wanted.join(", "), read)
  }

  /** What was asked of the gateways for this shopper, newest first. */
  async paymentsOf({ email }: Visit): Promise<PaymentRow[]> {
    return (await this.ask<{ payments: PaymentRow[] }>("payments", email)).payments
  }

  /** The gateway's number of the shopper's latest payment. */
  async referenceOf(visit: Visit): Promise<string> {
    const [payment] = await this.paymentsOf(visit)
    if (!payment) throw new Error(`${visit.email} has started no payment`)
    return payment.reference
  }

  /** Ends the visits and undoes what was done to the gateways; no page may have failed. */
  async leave(): Promise<void> {
    const failures = this.visits.flatMap((visit) => visit.failures)
    await Promise.all(this.visits.map((visit) => visit.end()))
    this.visits = []
    await this.simulator.faults.clear()
    for (const gateway of ["tegro", "m2cerber"] as const) {
      await this.simulator.notifications.policy(gateway, { hold: false, drop: false })
    }
    expect(failures).toEqual([])
  }

  end(): Promise<void> {
    return this.stage.end()
  }

  private ask<T>(list: string, email: string): Promise<T> {
    return this.sdk.client.fetch<T>(`/admin/payment-gateways/${list}?q=${encodeURIComponent(email)}`)
  }
}
