import { Money } from "./money"

/** A line of a fiscal receipt. `price` is for one piece. */
export interface ReceiptLine {
  name: string
  count: number
  price: Money
}

/** A line of the cart with its full price after discounts and taxes. */
export interface PricedLine {
  name: string
  count: number
  total: Money
}

/**
 * Receipt lines whose sum is exactly `amount`.
 *
 * A line total that does not divide by its count is split into pieces of two prices one minor unit apart. What
 * rounding left between the lines and the amount goes on the last line that can bear it.
 *
 * @throws RangeError when the lines cannot be brought to the amount without a line below zero
 */
export function receiptLines(lines: readonly PricedLine[], amount: Money): ReceiptLine[] {
  const totals = lines.filter((line) => line.count > 0 && line.total.isPositive).map((line) => ({ ...line }))
  let missing = totals.reduce((rest, line) => rest.minus(line.total), amount)
  for (const line of totals.reverse()) {
    const corrected = line.total.plus(missing)
    if (corrected.isPositive) {
      line.total = corrected
      missing = Money.zero(amount.currency)
      break
    }
  }
  if (missing.minor !== 0n) {
    throw new RangeError(`the receipt cannot be brought to ${amount}`)
  }
  return totals.reverse().flatMap(splitLine)
}

function splitLine({ name, count, total }: PricedLine): ReceiptLine[] {
  const low = total.minor / BigInt(count)
  const higher = Number(total.minor % BigInt(count))
  const piece = (minor: bigint, pieces: number): ReceiptLine[] =>
    pieces === 0 || minor === 0n
      ? []
      : [{ name, count: pieces, price: Money.fromMinor(minor, total.currency) }]
  return [...piece(low + 1n, higher), ...piece(low, count - higher)]
}
