/**
 * Where Medusa or the plugin fails once, and goes on living: the statement that is refused by the database. A list of
 * several is refused one after the other, so that the undoing fails, too.
 *
 * Only tables are named here, and no function of the plugin's.
 */
const written = (table: string) => new RegExp(`insert into "?${table}"?[\\s(]`, "i")
const changed = (table: string) => new RegExp(`update "?${table}"?\\s`, "i")
const removed = (table: string) =>
  new RegExp(`(delete from "?${table}"?\\s|update "?${table}"? .*"?deleted_at"? =)`, "is")

const STATEMENTS = {
  "order written": [written("order")],
  "order's line written": [written("order_line_item")],
  "order linked to its cart": [written("order_cart")],
  "order linked to its payment": [written("order_payment_collection")],
  "stock reserved": [written("reservation_item")],
  "cart marked as completed": [changed("cart")],
  "payment written": [written("payment")],
  "capture written": [written("capture")],
  "order's account written": [written("order_transaction")],
  "refund written": [written("refund")],
  "session deleted": [removed("payment_session")],
  "order changed": [changed("order")],
  "attempt opened": [written("payment_attempt")],
  "attempt changed": [changed("payment_attempt")],
  "problem opened": [written("payment_problem")],
  "problem changed": [changed("payment_problem")],
  "notification filed": [written("gateway_notification")],
  "notification changed": [changed("gateway_notification")],
  "payout opened": [written("gateway_payout")],
  "payout changed": [changed("gateway_payout")],
  "order's undoing": [written("order_transaction"), removed("order")],
} satisfies Record<string, RegExp[]>

/** Where a gateway carries captures, voids and refunds out, and Medusa counts what it has captured. */
const OPERATION_STATEMENTS = {
  "operation opened": [written("payment_operation")],
  "operation changed": [changed("payment_operation")],
  "payment marked": [changed("payment")],
  "collection counted": [changed("payment_collection")],
} satisfies Record<string, RegExp[]>

/** Not a statement: the payment module's own method throws, before it does anything or after it did all. */
export const SERVICE_FAILURES = ["authorizing refused", "authorizing lost its answer"] as const

export type OperationFailure = keyof typeof OPERATION_STATEMENTS
export type StatementFailure = keyof typeof STATEMENTS | OperationFailure
export type ServiceFailure = (typeof SERVICE_FAILURES)[number]
export type FailPoint = StatementFailure | ServiceFailure

/** Those that every gateway's payments pass. */
export const FAIL_POINTS = [...Object.keys(STATEMENTS), ...SERVICE_FAILURES] as Exclude<
  FailPoint,
  OperationFailure
>[]
export const OPERATION_FAIL_POINTS = Object.keys(OPERATION_STATEMENTS) as OperationFailure[]

export const statementsOf = (point: StatementFailure): readonly RegExp[] =>
  ({ ...STATEMENTS, ...OPERATION_STATEMENTS })[point]
