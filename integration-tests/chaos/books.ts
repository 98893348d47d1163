import type { QueryResultRow } from "@medusajs/framework/pg"
import { readGatewayMoney, readGatewayPayouts, type GatewayMoney, type GatewayPayout } from "./gateway-books"
import { ATTEMPTS, OPERATIONS, PAYOUTS, PROBLEMS } from "./ledger"
import { minor } from "./minor"
import type { World } from "./world"

/** Sums are whole minor units (kopecks, qəpik), times milliseconds since 1970. */
export interface AttemptRow {
  id: string
  gateway: string
  provider_id: string
  reference: string
  session_id: string
  payment_collection_id: string
  status: string
  /** The gateway's own number. */
  gateway_id: string | null
  asked: bigint
  received: bigint | null
  isWatched: boolean
  /** Nothing more is to be done; only Medusa's books are looked at now and then. */
  isSettled: boolean
}

export interface CaptureRow {
  id: string
  amount: bigint
  at: number
}

/** One of Medusa's payments, whoever made it. */
export interface PaymentRow {
  id: string
  provider_id: string
  payment_session_id: string
  payment_collection_id: string
  at: number
  isCanceled: boolean
  captures: CaptureRow[]
  refunded: bigint
  /** Medusa's pages show that all of it was captured. */
  isMarked: boolean
  /** What its collection shows as captured, for all of its payments. */
  counted: bigint
}

export interface ProblemRow {
  id: string
  kind: string
  state: string
  /** A person said what was done about it. */
  settled: boolean
  attempt_id: string | null
  reference: string
  /** The gateway's payment, where it was not known to be the attempt's own. */
  gateway_id: string | null
  amount: bigint | null
}

/** A payout as the ledger has it. */
export interface PayoutRow {
  reference: string
  attempt_id: string | null
  amount: bigint
  isAlive: boolean
}

/** A capture, void or refund at a gateway, as the ledger has it. */
export interface OperationRow {
  id: string
  attempt_id: string
  kind: "capture" | "void" | "refund"
  key: string
  state: "asked" | "pending" | "done" | "failed"
  amount: bigint
}

export interface OrderRow {
  id: string
  cart_id: string | null
  /** Of the cart, and of later edits. */
  collections: string[]
  canceledAt: number | null
  /** The first is the order as it was placed. */
  version: number
  total: bigint
  paid: bigint
  /** Ids of the captures in the order's account, as often as they are there. */
  entries: string[]
  /** Lines whose stock is counted, and of which nothing is reserved. */
  unreserved: number
}

/** The simulator's, Medusa's and the ledger's books at one moment. */
export interface Books {
  /** "gateway reference" → money. */
  gateways: Map<string, GatewayMoney>
  gatewayPayouts: GatewayPayout[]
  attempts: AttemptRow[]
  payments: PaymentRow[]
  problems: ProblemRow[]
  payouts: PayoutRow[]
  operations: OperationRow[]
  /** Keys under which a gateway was asked for more than one thing. */
  reusedKeys: string[]
  orders: OrderRow[]
}

export const keyOf = ({ gateway, reference }: { gateway: string; reference: string }) =>
  `${gateway} ${reference}`

export const capturedOf = ({ captures }: Pick<PaymentRow, "captures">) =>
  captures.reduce((total, { amount }) => total + amount, 0n)

export async function readBooks(world: World): Promise<Books> {
  const rows = <T extends QueryResultRow>(text: string) => world.query<T>(text)
  const state = await world.simulator.control.state()
  return {
    gateways: readGatewayMoney(state),
    gatewayPayouts: readGatewayPayouts(state),
    attempts: (await rows(ATTEMPTS)).map((row) => ({
      ...(row as AttemptRow),
      asked: minor(row.amount),
      received: row.received === null ? null : minor(row.received),
    })),
    payments: (await rows(PAYMENTS)).map((row) => ({
      ...(row as PaymentRow),
      at: Number(row.at),
      captures: (row.captures as Record<keyof CaptureRow, string>[]).map(({ id, amount, at }) => ({
        id,
        amount: minor(amount),
        at: Number(at),
      })),
      refunded: minor(row.refunded),
      counted: minor(row.counted),
    })),
    problems: (await rows(PROBLEMS)).map((row) => ({
      ...(row as ProblemRow),
      amount: row.amount === null ? null : minor(row.amount),
    })),
    payouts: (await rows(PAYOUTS)).map((row) => ({ ...(row as PayoutRow), amount: minor(row.amount) })),
    operations: (await rows(OPERATIONS)).map((row) => ({
      ...(row as OperationRow),
      amount: minor(row.amount),
    })),
    reusedKeys: state.reusedKeys,
    orders: (await rows(ORDERS)).map((row) => ({
      ...(row as OrderRow),
      canceledAt: row.canceledAt === null ? null : Number(row.canceledAt),
      version: Number(row.version),
      unreserved: Number(row.unreserved),
      total: minor(row.total),
      paid: minor(row.paid),
    })),
  }
}

const ms = (column: string) => `extract(epoch from ${column}) * 1000`

const PAYMENTS = `select p.id, p.provider_id, p.payment_session_id, p.payment_collection_id, ${ms("p.created_at")} as at,
    p.canceled_at is not null as "isCanceled",
    (select coalesce(json_agg(json_build_object('id', c.id, 'amount', c.amount::text, 'at', ${ms("c.created_at")})), '[]')
     from capture c where c.payment_id = p.id and c.deleted_at is null) as captures,
    (select coalesce(sum(r.amount), 0)::text from refund r where r.payment_id = p.id and r.deleted_at is null) as refunded,
    p.captured_at is not null as "isMarked",
    (select c.captured_amount::text from payment_collection c where c.id = p.payment_collection_id) as counted
  from payment p where p.deleted_at is null`

const ORDERS = `select o.id, o.version, ${ms("o.canceled_at")} as "canceledAt",
    (select k.cart_id from order_cart k where k.order_id = o.id and k.deleted_at is null limit 1) as cart_id,
    (select coalesce(json_agg(l.payment_collection_id), '[]') from order_payment_collection l
     where l.order_id = o.id and l.deleted_at is null) as collections,
    (select coalesce(json_agg(t.reference_id), '[]') from order_transaction t
     where t.order_id = o.id and t.reference = 'capture' and t.deleted_at is null) as entries,
    (select count(*) from order_item i join order_line_item n on n.id = i.item_id
     where i.order_id = o.id and i.version = o.version and i.deleted_at is null and n.variant_sku like 'KETTLE%'
       and not exists (select 1 from reservation_item v where v.line_item_id = n.id and v.deleted_at is null)
    ) as unreserved,
    s.totals ->> 'current_order_total' as total, s.totals ->> 'paid_total' as paid
  from "order" o
  left join order_summary s on s.order_id = o.id and s.version = o.version and s.deleted_at is null
  where o.deleted_at is null`
