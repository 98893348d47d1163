import type { GatewayName } from "../../../src/simulator"

/** The order is placed before it is paid, and canceled when it stays unpaid for this long. */
export const CANCEL_UNPAID_AFTER_HOURS = 1

const ORDER_FIRST: ReadonlySet<string> = new Set([
  "pp_tegro_first",
  "pp_m2cerber_first",
  "pp_m2cerber_firstpay",
  "pp_yookassa_first",
  "pp_yookassa_holdfirst",
])

/** Entries of the gateway that holds and refunds: taken at once, and held until the merchant captures. */
export const KASSA = {
  main: "pp_yookassa_main",
  first: "pp_yookassa_first",
  hold: "pp_yookassa_hold",
  holdFirst: "pp_yookassa_holdfirst",
  /** Of a shop whose refunds take their time, and which goes on showing what was held after a part is captured. */
  slow: "pp_yookassa_slow",
  slowHold: "pp_yookassa_slowhold",
} as const

const HELD: ReadonlySet<string> = new Set([KASSA.hold, KASSA.holdFirst, KASSA.slowHold])
/** The money stays the shopper's until the merchant captures it. */
export const isHeldBy = (provider: string) => HELD.has(provider)

/** Entries that come and go: what becomes of each, by how it is called before. */
export const PASSING = {
  renamed: { rub: "pp_tegro_oldname", azn: "pp_m2cerber_oldname" },
  /** Others of its account stay. */
  removed: { rub: "pp_tegro_removed", azn: "pp_m2cerber_removed" },
  /** No other is of its account. */
  "removed with their account": { rub: "pp_tegro_alone", azn: "pp_m2cerber_alone" },
} as const
export type Passing = keyof typeof PASSING

/** What becomes of an entry; undefined for one that stays. */
export const passingOf = (provider: string): Passing | undefined =>
  (Object.keys(PASSING) as Passing[]).find((how) => Object.values(PASSING[how]).includes(provider as never))

/** How an entry that is renamed is called after it. */
export const newNameOf = (provider: string) => provider.replace("oldname", "newname")

/** Cash on delivery: a provider of Medusa's own. */
export const CASH = "pp_system_default"

const REFUNDS: Record<string, RefundMode> = {
  pp_tegro_manual: "manual",
  pp_m2cerber_manual: "manual",
  pp_m2cerber_payouts: "payout",
  pp_m2cerber_firstpay: "payout",
}

export type RefundMode = "reject" | "manual" | "payout" | "gateway"

export const isOrderFirst = (provider: string) => ORDER_FIRST.has(provider)
export const isOurs = (provider: string) => provider !== CASH
export const gatewayOf = (provider: string): GatewayName =>
  (["m2cerber", "yookassa"] as const).find((name) => provider.startsWith(`pp_${name}`)) ?? "tegro"
/** A gateway that holds, captures and refunds by its API. */
export const isKassa = (provider: string) => gatewayOf(provider) === "yookassa"
/** Money that is sent from a wallet: sums add up. */
export const isTransfer = (provider: string) => gatewayOf(provider) === "m2cerber"
export const refundModeOf = (provider: string): RefundMode =>
  REFUNDS[provider] ?? (isKassa(provider) ? "gateway" : "reject")
/** The last part of the hook's address. */
export const hookOf = (provider: string) => provider.replace(/^pp_/, "")

/** What a shopper may choose from. */
export const PROVIDERS = {
  rub: {
    any: ["pp_tegro_main", "pp_tegro_main", "pp_tegro_redirect", "pp_tegro_first", "pp_tegro_manual"],
    after: ["pp_tegro_main", "pp_tegro_redirect", "pp_tegro_manual"],
    first: ["pp_tegro_first"],
  },
  azn: {
    any: [
      "pp_m2cerber_main",
      "pp_m2cerber_main",
      "pp_m2cerber_manual",
      "pp_m2cerber_payouts",
      "pp_m2cerber_first",
    ],
    after: ["pp_m2cerber_main", "pp_m2cerber_manual", "pp_m2cerber_payouts"],
    first: ["pp_m2cerber_first", "pp_m2cerber_firstpay"],
  },
} as const
