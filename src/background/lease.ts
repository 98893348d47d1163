/** How rows of a table are leased: who has one works on it, and no other process does. */
export interface LeasedTable<T> {
  /** Renews the lease of rows; those that are somebody else's by now fall away. */
  renew(rows: readonly T[], leaseMs: number): Promise<T[]>
  /** Makes rows due at once, as far as they are still this process's own. */
  giveBack(rows: readonly T[]): Promise<void>
}

/** Longer than one payment's settlement may take; a process that died gives its rows back after it. */
export const LEASE_MS = 150_000

/**
 * A batch of leased rows. The lease of those that still wait for their turn is renewed meanwhile, so that it fits however
 * long the work takes; one whose turn has come keeps what is left of it, which is enough for one.
 */
export class Lease<T extends { id: string }> {
  private waiting: Map<string, T>
  private readonly timer: NodeJS.Timeout

  constructor(
    private readonly table: LeasedTable<T>,
    rows: readonly T[],
    private readonly leaseMs = LEASE_MS,
  ) {
    this.waiting = byId(rows)
    this.timer = setInterval(() => void this.renew(), leaseMs / 5)
    this.timer.unref()
  }

  /** A row's turn has come; false when it is somebody else's by now. */
  begin({ id }: T): boolean {
    return this.waiting.delete(id)
  }

  /** The turn of several rows has come; as they are leased now, without those that are somebody else's. */
  beginAll(rows: readonly T[]): T[] {
    return rows.flatMap(({ id }) => {
      const leased = this.waiting.get(id)
      return leased && this.begin(leased) ? [leased] : []
    })
  }

  /** Gives the rows back whose turn did not come. */
  async end(): Promise<void> {
    clearInterval(this.timer)
    await this.table.giveBack([...this.waiting.values()])
  }

  /** What cannot be renewed now has its lease for a while, and is tried again. */
  private async renew(): Promise<void> {
    const renewed = await this.table.renew([...this.waiting.values()], this.leaseMs).catch(() => undefined)
    if (!renewed) return
    const own = byId(renewed)
    this.waiting = new Map(
      [...this.waiting.keys()].flatMap((id) => {
        const row = own.get(id)
        return row ? [[id, row]] : []
      }),
    )
  }
}

/**
 * Works on leased rows, and ends their lease in any case: a failure in between must not keep it alive for as long as the
 * process lives.
 */
export async function withLease<T extends { id: string }, R>(
  table: LeasedTable<NoInfer<T>>,
  rows: readonly T[],
  work: (lease: Lease<T>) => Promise<R>,
): Promise<R> {
  const lease = new Lease(table, rows)
  try {
    return await work(lease)
  } finally {
    await lease.end()
  }
}

const byId = <T extends { id: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.id, row]))
