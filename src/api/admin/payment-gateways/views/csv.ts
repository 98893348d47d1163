import type { PaymentRow } from "../types"

/** Spreadsheets run a cell that begins so as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** RFC 4180, and harmless in a spreadsheet. */
const text = (value: string | null) => {
  const safe = value !== null && FORMULA.test(value) ? `'${value}` : (value ?? "")
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** What is a number stays one; anything else is a text. */
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

const NEW_LINE = "\r\n"

/** By the byte order mark Excel knows that it is UTF-8. */
export const CSV_HEAD = `\uFEFF${Object.keys(COLUMNS).join(",")}${NEW_LINE}`

/** Payments as lines of the table that {@link CSV_HEAD} begins. */
export const csvLines = (rows: readonly PaymentRow[]): string =>
  rows
    .map((row) =>
      Object.values(COLUMNS)
        .map((cell) => cell(row))
        .join(","),
    )
    .map((line) => line + NEW_LINE)
    .join("")
