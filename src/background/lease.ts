/** A table whose rows are leased: no other process works on a leased row. */
interface LeasedTable<T> {
  /** Renews leases. Rows that another process has leased meanwhile are left out of the result. */
  renew(rows: readonly T[], leaseMs: number): Promise<T[]>
  /** Ends leases early, as far as they are still this process's own. */
  giveBack(rows: readonly T[]): Promise<void>
}

/** Longer than a payment's settlement takes. The leases of a process that died end after it. */
export const LEASE_MS = 150_000

/**
 * A batch of leased rows. The leases of rows that wait for their turn are renewed, however long the work takes. A row whose
 * turn has come keeps the rest of its lease, which is enough for one row.
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

  /** Begins a row's turn; false when another process has leased it meanwhile. */
  begin({ id }: T): boolean {
    return this.waiting.delete(id)
  }

  /** Begins the turn of several rows. Returns them as they are leased now, without those that another process has. */
  beginAll(rows: readonly T[]): T[] {
    return rows.flatMap(({ id }) => {
      const leased = this.waiting.get(id)
      return leased && this.begin(leased) ? [leased] : []
    })
  }

  /** Gives back the rows whose turn did not come. */
  async end(): Promise<void> {
    clearInterval(this.timer)
    await this.table.giveBack([...this.waiting.values()])
  }

  /** Renews the leases of waiting rows. When that fails, their leases last until the next tries. */
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

/** Works on leased rows, and ends their leases even when the work fails: else they would be renewed for ever. */
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
