import { Money, type RefundMode } from "../../src/core"
import type { AttemptPolicy } from "../../src/core/settlement/index"

const HOUR = 3_600_000

/**
 * How a gateway works. `link`: the payment is made when the shopper opens its page, so its number is unknown until then,
 * and a page that is opened twice makes two. `api`: the payment and its number are there from the start. `wallet`: its
 * API tells no sums, only notifications do. `card`: made as with `api`, never paid in part; it holds, captures, voids and
 * returns money by its API, and signs nothing.
 */
export type GatewayKind = "link" | "api" | "wallet" | "card"

/** A configured provider entry of the plugin. */
export interface Entry {
  providerId: string
  kind: GatewayKind
  policy: AttemptPolicy
  refunds: RefundMode
  capture: "automatic" | "manual"
}

const entry = (
  name: string,
  kind: GatewayKind,
  hours: number | null,
  more: { refunds?: RefundMode; test?: boolean; capture?: "manual" } = {},
): Entry => ({
  providerId: `pp_${name}`,
  kind,
  refunds: more.refunds ?? "manual",
  capture: more.capture ?? "automatic",
  policy: {
    order: {
      placeOrder: hours === null ? "after_payment" : "before_payment",
      cancelUnpaidAfterMs: (hours ?? 1) * HOUR,
    },
    acceptsTestPayments: more.test ?? false,
    account: `shop_${kind}`,
    isConfigured: true,
  },
})

export const ENTRIES: readonly Entry[] = [
  entry("link_after", "link", null),
  entry("link_first", "link", 1),
  entry("api_after", "api", null, { refunds: "payout" }),
  entry("api_first", "api", 2, { refunds: "reject" }),
  entry("wallet_after", "wallet", null, { refunds: "reject" }),
  entry("wallet_first", "wallet", 120, { refunds: "payout" }),
  entry("link_test", "link", 24, { test: true }),
  entry("card_after", "card", null, { refunds: "gateway" }),
  entry("card_held", "card", null, { refunds: "gateway", capture: "manual" }),
  entry("card_first", "card", 2, { refunds: "gateway", capture: "manual" }),
]

/** Other providers: cash is authorized when the order is placed, `pp_system` is captured at once. */
export const OTHER_PROVIDERS = ["pp_cash", "pp_system"] as const

/** What carts cost. */
export const PRICES: readonly Money[] = ["100.00", "150.50", "40.00", "1490.50"].map((amount) =>
  Money.of(amount, "RUB"),
)

/** What becomes of a payment that a gateway is asked for. */
export const OUTCOMES = ["ok", "declined", "unknown, made", "unknown, lost"] as const
export type Outcome = (typeof OUTCOMES)[number]
