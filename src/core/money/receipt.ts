import { Money } from "./money"

/** A line of a fiscal receipt. `price` is for one piece. */
export interface ReceiptLine {
  name: string
  count: number
  price: Money
}

/** A line of the cart with its total after discounts and taxes. */
export interface PricedLine {
  name: string
  count: number
  total: Money
}

/**
 * Receipt lines whose sum is exactly `amount`.
 *
 * A line whose total does not divide by its count becomes two lines with prices one minor unit apart. The difference that
 * rounding left between the lines and the amount goes to the last line that can bear it.
 *
 * @throws RangeError when the lines cannot sum to the amount without a line below zero
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

/**
 * The receipt of a cart that is reduced as a whole, as by a gift card: the reduction is spread over the lines in
 * proportion to their totals.
 *
 * @throws RangeError when lines and reduction differ from the amount by more than rounding explains
 */
export function cartReceipt(lines: readonly PricedLine[], reduction: Money, amount: Money): ReceiptLine[] {
  const sum = sumOf(lines, amount.currency)
  const left = amount.plus(reduction).minus(sum).minor
  if ((left < 0n ? -left : left) > BigInt(lines.length)) {
    throw new RangeError(`lines of ${sum} less ${reduction} are not ${amount}`)
  }
  return receiptLines(reduction.isPositive ? reduced(lines, reduction, sum) : lines, amount)
}

/** Each line bears what the lines up to it bear together, less what those before it bear: the shares sum exactly. */
function reduced(lines: readonly PricedLine[], reduction: Money, sum: Money): PricedLine[] {
  let soFar = 0n
  const borneAt = (minor: bigint) => (minor * reduction.minor) / sum.minor
  return lines.map((line) => {
    const before = borneAt(soFar)
    soFar += line.total.minor
    const share = Money.fromMinor(borneAt(soFar) - before, reduction.currency)
    return { ...line, total: line.total.minus(share) }
  })
}

const sumOf = (lines: readonly PricedLine[], currency: string) =>
  lines.reduce((sum, { total }) => sum.plus(total), Money.zero(currency))

function splitLine({ name, count, total }: PricedLine): ReceiptLine[] {
  const low = total.minor / BigInt(count)
  const higher = Number(total.minor % BigInt(count))
  const piece = (minor: bigint, pieces: number): ReceiptLine[] =>
    pieces === 0 || minor === 0n
      ? []
      : [{ name, count: pieces, price: Money.fromMinor(minor, total.currency) }]
  return [...piece(low + 1n, higher), ...piece(low, count - higher)]
}
