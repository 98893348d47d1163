import type { Gateway, Observation } from "../../core"

/** How long one sweep reads on in a gateway's list. What it did not reach is asked about one by one. */
const PATIENCE_MS = 60_000

/** Pages that may show nothing of use before the rest is asked about one by one. */
const FRUITLESS_PAGES = 5

/**
 * A gateway's own list of payments, newest first, read once in a sweep and only as far as it helps.
 *
 * Some payments may not be in it at all (links that nobody opened), and the gateway's whole history must not be read
 * for them: it ends where as many pages in a row showed nothing of use as asking for the rest one by one would cost.
 * Nothing is known of its pages' size: it ends where the gateway says so, or with a page that is empty or only repeats
 * what was there.
 */
export class PaymentList {
  private readonly rows = new Map<string | null, Observation>()
  private readonly byReference = new Map<string, Observation[]>()
  /** When it was asked for; what it shows may be as old. */
  readonly askedAt: number
  private readonly until: number
  private from: string | null = null
  private isOver = false

  constructor(
    private readonly read: NonNullable<Gateway["listPayments"]>,
    private readonly now: () => number,
    /** When the first payments that it was read for were claimed, by the database's clock: before it was asked for. */
    private readonly claimedAt: Date,
  ) {
    this.askedAt = now()
    this.until = this.askedAt + PATIENCE_MS
  }

  /** Reads on until all of these were seen, as long as it is worth it. */
  async readFor(references: Iterable<string>): Promise<void> {
    const wanted = new Set([...references].filter((reference) => !this.byReference.has(reference)))
    for (let fruitless = 0; wanted.size > 0 && this.isWorth(fruitless, wanted.size);) {
      const missing = wanted.size
      for (const { reference } of await this.nextPage()) wanted.delete(reference)
      fruitless = wanted.size < missing ? 0 : fruitless + 1
    }
  }

  /** What was read about a payment; a link that was opened twice makes two rows of one reference. */
  of(reference: string): readonly Observation[] {
    return this.byReference.get(reference) ?? []
  }

  /** Somebody may have asked for a look since, for a reason that it does not show. */
  isOlderThan(dueAt: Date): boolean {
    return dueAt >= this.claimedAt
  }

  private isWorth(fruitless: number, missing: number): boolean {
    return !this.isOver && this.now() < this.until && fruitless < Math.max(FRUITLESS_PAGES, missing)
  }

  private async nextPage(): Promise<Observation[]> {
    const { items, next } = await this.read(this.from)
    const rows = items.filter(({ gatewayId }) => !this.rows.has(gatewayId))
    this.isOver = rows.length === 0 || next === null
    this.from = next
    for (const row of rows) {
      this.rows.set(row.gatewayId, row)
      this.byReference.set(row.reference, [...this.of(row.reference), row])
    }
    return rows
  }
}
