import type { PaymentRow } from "../types"

/** Spreadsheets take a cell that begins like this for a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** A cell by RFC 4180 that no spreadsheet runs. */
const text = (value: string | null) => {
  const safe = value !== null && FORMULA.test(value) ? `'${value}` : (value ?? "")
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A number stays a number; anything else is escaped as text. */
const amount = (value: string | null) =>
  value !== null && /^-?\d+(\.\d+)?$/.test(value) ? value : text(value)

const COLUMNS: Record<string, (row: PaymentRow) => string> = {
  created_at: (row) => row.created_at,
  id: (row) => text(row.id),
  provider: (row) => text(row.provider_id),
  reference: (row) => text(row.reference),
  gateway_id: (row) => text(row.gateway_id),
  order: (row) => String(row.order?.display_id ?? ""),
  order_id: (row) => text(row.order?.id ?? null),
  cart_id: (row) => text(row.cart_id),
  email: (row) => text(row.email),
  status: (row) => row.status,
  amount: (row) => amount(row.amount),
  received: (row) => amount(row.received),
  fee: (row) => amount(row.fee),
  currency: (row) => text(row.currency_code),
  test: (row) => (row.test ? "yes" : "no"),
  held_for: (row) => text(row.held_for),
  open_problems: (row) => String(row.open_problems),
}

/** The byte order mark tells Excel that the file is UTF-8. */
export const CSV_HEAD = `\uFEFF${Object.keys(COLUMNS).join(",")}\r\n`

/** Payments as lines of the table that {@link CSV_HEAD} begins. */
export const csvLines = (rows: readonly PaymentRow[]): string => rows.map(csvLine).join("")

const csvLine = (row: PaymentRow) =>
  `${Object.values(COLUMNS)
    .map((cell) => cell(row))
    .join(",")}\r\n`
