import type { Gateway, Observation } from "../../core"

/** How long one sweep reads in a gateway's list at most. Attempts that it does not reach are asked about one by one. */
const PATIENCE_MS = 60_000

/** How many pages may show nothing of use before the other attempts are asked about one by one. */
const FRUITLESS_PAGES = 5

/**
 * A gateway's own list of payments, newest first, read once in a sweep and only as far as it helps.
 *
 * Some payments may not be in the list, such as links that nobody opened, and the gateway's whole history must not be read
 * for them. So reading ends after as many useless pages in a row as it would take calls to ask for the rest one by one. The
 * list itself ends where the gateway says so, or with a page that is empty or repeats earlier ones.
 */
export class PaymentList {
  private readonly rows = new Map<string | null, Observation>()
  private readonly byReference = new Map<string, Observation[]>()
  /** When the list was first asked for; what it shows may be as old. */
  readonly askedAt: number
  private readonly until: number
  private from: string | null = null
  private isOver = false

  constructor(
    private readonly read: NonNullable<Gateway["listPayments"]>,
    private readonly now: () => number,
    /** When the attempts were leased for which the list is read, by the database's clock. */
    private readonly claimedAt: Date,
    /** How long the list may be read, so that time is left to ask one by one. */
    forMs = PATIENCE_MS,
  ) {
    this.askedAt = now()
    this.until = this.askedAt + Math.min(forMs, PATIENCE_MS)
  }

  /** Reads on until the list has shown all of these references, or reading is not worth it any more. */
  async readFor(references: Iterable<string>): Promise<void> {
    const wanted = new Set([...references].filter((reference) => !this.byReference.has(reference)))
    for (let fruitless = 0; wanted.size > 0 && this.isWorth(fruitless, wanted.size);) {
      const missing = wanted.size
      for (const { reference } of await this.nextPage()) wanted.delete(reference)
      fruitless = wanted.size < missing ? 0 : fruitless + 1
    }
  }

  /** The payments of a reference in the list; a link that was opened twice has two. */
  of(reference: string): readonly Observation[] {
    return this.byReference.get(reference) ?? []
  }

  /** Whether an attempt became due after the list was read, perhaps for a reason that the list does not show. */
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
