import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import {
  GATEWAY_LEDGER,
  type GatewayLedgerService,
  type PaymentAttempt,
} from "../../src/modules/gateway-ledger"

/** What the merchant finds in the books of one cart. Sums are decimal strings. */
export interface Books {
  orders: string[]
  /** Captured over all payments of the cart's collection. */
  captured: string
  captures: number
  payments: number
  /** What the order shows as paid; null without an order. */
  orderPaid: string | null
  orderPending: string | null
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the graph's rows are described by the fields asked for
type Row = any

/** Reads Medusa's own records, not the plugin's. */
export async function readBooks(container: MedusaContainer, cartId: string): Promise<Books> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const graph = async (entity: string, fields: string[], filters: object): Promise<Row[]> =>
    (await query.graph({ entity, fields, filters } as never)).data as Row[]

  const collections = await graph("cart_payment_collection", ["payment_collection_id"], { cart_id: cartId })
  const payments = await graph("payment", ["id", "captures.amount"], {
    payment_collection_id: collections.map((row) => row.payment_collection_id),
  })
  const orders = (await graph("order_cart", ["order_id"], { cart_id: cartId })).map(
    (row) => row.order_id as string,
  )
  const [order] = orders.length ? await graph("order", ["id", "summary.*"], { id: orders[0] }) : []
  const captures = payments.flatMap((payment) => payment.captures)
  const text = (amount: unknown) => MathBN.convert(amount as number).toFixed(2)
  return {
    orders,
    captured: text(captures.reduce((sum, capture) => MathBN.add(sum, capture.amount), MathBN.convert(0))),
    captures: captures.length,
    payments: payments.length,
    orderPaid: order ? text(order.summary.paid_total) : null,
    orderPending: order ? text(order.summary.pending_difference) : null,
  }
}

/** What the plugin's ledger says of a session. */
export async function readAttempt(container: MedusaContainer, sessionId: string): Promise<PaymentAttempt> {
  const attempt = await container.resolve<GatewayLedgerService>(GATEWAY_LEDGER).attempts.ofSession(sessionId)
  if (!attempt) throw new Error(`no attempt of ${sessionId}`)
  return attempt
}

/** The problems of a session's attempt, as "kind: state", in the order of their names. */
export async function readProblems(container: MedusaContainer, sessionId: string): Promise<string[]> {
  const { id } = await readAttempt(container, sessionId)
  const rows = await container
    .resolve<GatewayLedgerService>(GATEWAY_LEDGER)
    .listPaymentProblems({ attempt_id: id }, { order: { kind: "ASC" } })
  return rows.map(({ kind, state }) => `${kind}: ${state}`)
}

/** How many notifications are worked on; those that failed and wait for the sweep do not count. */
export async function notificationsUnderWay(container: MedusaContainer): Promise<number> {
  const ledger = container.resolve<GatewayLedgerService>(GATEWAY_LEDGER)
  return (await ledger.listGatewayNotifications({ state: "received", error: null })).length
}
