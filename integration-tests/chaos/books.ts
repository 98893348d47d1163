import type { QueryResultRow } from "@medusajs/framework/pg"
import { Money } from "../../src/core"
import type { SimulatorState } from "../../src/simulator"
import type { World } from "./world"

/** Sums are whole minor units (kopecks, qəpik). */
export interface GatewayMoney {
  /** What really arrived under this reference. */
  arrived: bigint
  /**
   * What the store can know of it: all of it where the gateway's API tells sums (Tegro); where it does not (m2cerber),
   * the largest sum of a genuine notification that the store has acknowledged.
   */
  told: bigint
  /** The gateway itself says that nothing more is to come, and that it did not work out. */
  givenUp: boolean
}

export interface AttemptRow {
  id: string
  gateway: string
  provider_id: string
  reference: string
  session_id: string
  payment_collection_id: string
  status: string
  asked: bigint
  received: bigint | null
  isWatched: boolean
}

export interface PaymentRow {
  payment_session_id: string
  payment_collection_id: string
  captured: bigint
  captures: number
}

export interface ProblemRow {
  kind: string
  state: string
  /** A person said what was done about it. */
  settled: boolean
  attempt_id: string | null
  reference: string
  amount: bigint | null
}

export interface OrderRow {
  id: string
  payment_collection_id: string | null
  cart_id: string | null
  canceled: boolean
  total: bigint
  paid: bigint
}

/** The simulator's, Medusa's and the ledger's books at one moment. */
export interface Books {
  /** "gateway reference" → money. */
  gateways: Map<string, GatewayMoney>
  attempts: AttemptRow[]
  payments: PaymentRow[]
  problems: ProblemRow[]
  orders: OrderRow[]
}

export const keyOf = ({ gateway, reference }: { gateway: string; reference: string }) =>
  `${gateway} ${reference}`

export async function readBooks(world: World): Promise<Books> {
  const rows = <T extends QueryResultRow>(text: string) => world.query<T>(text)
  return {
    gateways: gatewayMoney(await world.simulator.control.state()),
    attempts: (await rows(ATTEMPTS)).map((row) => ({
      ...(row as AttemptRow),
      asked: minor(row.amount),
      received: row.received === null ? null : minor(row.received),
    })),
    payments: (await rows(PAYMENTS)).map((row) => ({
      ...(row as PaymentRow),
      captured: minor(row.captured),
      captures: Number(row.captures),
    })),
    problems: (await rows(PROBLEMS)).map((row) => ({
      ...(row as ProblemRow),
      amount: row.amount === null ? null : minor(row.amount),
    })),
    orders: (await rows(ORDERS)).map((row) => ({
      ...(row as OrderRow),
      total: minor(row.total),
      paid: minor(row.paid),
    })),
  }
}

const ATTEMPTS = `select id, gateway, provider_id, reference, session_id, payment_collection_id, status, amount, received,
  next_check_at is not null as "isWatched" from payment_attempt`

const PAYMENTS = `select p.payment_session_id, p.payment_collection_id, count(c.id) as captures,
    coalesce(sum(c.amount), 0)::text as captured
  from payment p left join capture c on c.payment_id = p.id and c.deleted_at is null
  where p.deleted_at is null group by p.id`

const PROBLEMS = `select kind, state, resolved_by is not null as settled, attempt_id, reference, amount
  from payment_problem`

const ORDERS = `select o.id, l.payment_collection_id, k.cart_id, o.status = 'canceled' as canceled,
    s.totals ->> 'current_order_total' as total, s.totals ->> 'paid_total' as paid
  from "order" o
  left join order_payment_collection l on l.order_id = o.id and l.deleted_at is null
  left join order_cart k on k.order_id = o.id and k.deleted_at is null
  left join order_summary s on s.order_id = o.id and s.version = o.version and s.deleted_at is null
  where o.deleted_at is null`

/** Both currencies of the histories have two digits. */
const minor = (text: unknown): bigint => Money.rounded(String(text ?? "0"), "RUB").minor

function gatewayMoney({ tegro, m2cerber, notifications }: SimulatorState): Map<string, GatewayMoney> {
  const money = new Map<string, GatewayMoney>()
  for (const { reference, status, received } of tegro.orders) {
    const key = keyOf({ gateway: "tegro", reference })
    const before = money.get(key)?.arrived ?? 0n
    const arrived = before + (status === 1 ? minor(received) : 0n)
    money.set(key, { arrived, told: arrived, givenUp: status === 2 || status === 9 })
  }
  for (const { paymentId, received, status } of m2cerber.payments) {
    const genuine = notifications.filter(
      (one) =>
        one.subject === paymentId && one.gateway === "m2cerber" && one.event !== "forged" && one.delivered,
    )
    const sums = genuine.map(({ fields }) => minor(fields.confirm_sum))
    money.set(keyOf({ gateway: "m2cerber", reference: paymentId }), {
      arrived: minor(received),
      told: sums.reduce((most, sum) => (sum > most ? sum : most), 0n),
      givenUp: status === "cancel",
    })
  }
  return money
}
