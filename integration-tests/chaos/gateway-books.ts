import type { SimulatorState } from "../../src/simulator"
import { minor } from "./minor"

/** Sums are whole minor units. */
export interface GatewayMoney {
  /** What really arrived under this reference, also where it went back later. */
  arrived: bigint
  /** What the merchant sent back in the gateway's own cabinet. */
  wentBack: bigint
  /**
   * What the store can know of it: all of it where the gateway's API tells sums (Tegro); where it does not (m2cerber),
   * the largest sum of a genuine notification that the store has acknowledged.
   */
  told: bigint
  /** When the store could first know of money: at once, or by a notification; null while it could not. */
  toldAt: number | null
  /** What its API calls it: `confirming` is more than pending, and no money yet; `held` is the shopper's still. */
  state: "open" | "confirming" | "held" | "paid" | "over"
  /** What it sent back by its API, or is about to; undefined for a gateway that never does. */
  sentBack?: bigint
  /** Of money that was to be held until the merchant captures it. */
  hold?: Hold
}

/** Money that is the shopper's until the merchant captures it. */
export interface Hold {
  /** What was held when it was paid. */
  amount: bigint
  isStanding: boolean
  /** Why it went back without having been captured. */
  ended: "by the shop" | "otherwise" | null
}

/** Money that a gateway sends out, or has sent. What came back is none. */
export interface GatewayPayout {
  gateway: string
  reference: string
  amount: bigint
}

/** Tegro's numbers. */
const [PAID, REFUNDED] = [1, 3]

export function readGatewayMoney(state: SimulatorState): Map<string, GatewayMoney> {
  const { tegro, m2cerber, notifications } = state
  const money = readKassaMoney(state)
  for (const { reference, status, received } of tegro.orders) {
    const key = `tegro ${reference}`
    const before = money.get(key)
    const came = status === PAID || status === REFUNDED ? minor(received) : 0n
    const arrived = (before?.arrived ?? 0n) + came
    const wentBack = (before?.wentBack ?? 0n) + (status === REFUNDED ? came : 0n)
    const state = arrived > 0n ? "paid" : tegroState(status)
    money.set(key, { arrived, wentBack, told: arrived, toldAt: 0, state })
  }
  for (const { paymentId, received, status } of m2cerber.payments) {
    const genuine = notifications.filter(
      (one) =>
        one.subject === paymentId && one.gateway === "m2cerber" && one.event !== "forged" && one.delivered,
    )
    const sums = genuine.map(({ fields }) => minor(fields.confirm_sum))
    money.set(`m2cerber ${paymentId}`, {
      arrived: minor(received),
      wentBack: 0n,
      told: sums.reduce((most, sum) => (sum > most ? sum : most), 0n),
      toldAt: firstTime(genuine.filter(({ fields }) => minor(fields.confirm_sum) > 0n)),
      state: m2cerberState(status),
    })
  }
  return money
}

/** One reference is one payment there. */
function readKassaMoney({ yookassa }: SimulatorState): Map<string, GatewayMoney> {
  const money = new Map<string, GatewayMoney>()
  for (const payment of yookassa.payments) {
    const refunds = yookassa.refunds.filter(({ paymentId }) => paymentId === payment.id)
    const sum = (via: string, isCounted: (status: string) => boolean) =>
      refunds
        .filter((one) => one.via === via && isCounted(one.status))
        .reduce((total, { amount }) => total + minor(amount), 0n)
    const arrived = minor(payment.captured)
    const { status, cancellation } = payment
    money.set(`yookassa ${payment.metadata.reference}`, {
      arrived,
      // What is under way in the cabinet shows nowhere.
      wentBack: sum("cabinet", (one) => one === "succeeded"),
      sentBack: sum("api", (one) => one !== "canceled"),
      told: arrived,
      toldAt: 0,
      state: KASSA_STATES[status],
      ...(!payment.capture && {
        hold: {
          amount: minor(payment.amount),
          isStanding: status === "waiting_for_capture",
          ended: cancellation && (cancellation.reason === BY_THE_SHOP ? "by the shop" : "otherwise"),
        },
      }),
    })
  }
  return money
}

const BY_THE_SHOP = "canceled_by_merchant"

const KASSA_STATES = {
  pending: "open",
  waiting_for_capture: "held",
  succeeded: "paid",
  canceled: "over",
} as const

const firstTime = (tries: readonly { lastTryAt: string | null }[]) =>
  tries.length ? Math.min(...tries.map(({ lastTryAt }) => Date.parse(lastTryAt ?? ""))) : null

function tegroState(status: number): GatewayMoney["state"] {
  if (status === 4) return "confirming"
  return status === 0 || status === 1 ? "open" : "over"
}

function m2cerberState(status: string): GatewayMoney["state"] {
  switch (status) {
    case "confirming":
      return "confirming"
    case "accept":
    case "confirm":
      return "paid"
    case "cancel":
      return "over"
    default:
      return "open"
  }
}

export function readGatewayPayouts({ tegro, m2cerber }: SimulatorState): GatewayPayout[] {
  return [
    ...tegro.withdrawals
      .filter(({ status }) => status !== 9)
      .map(({ reference, amount }) => ({ gateway: "tegro", reference, amount: minor(amount) })),
    ...m2cerber.payouts
      .filter(({ status }) => status !== "cancel")
      .map(({ paymentId, sum }) => ({ gateway: "m2cerber", reference: paymentId, amount: minor(sum) })),
  ]
}
