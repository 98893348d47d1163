import { MINUTE } from "../core/pace"

/** A table whose rows are leased: no other process works on a leased row. */
interface LeasedTable<T> {
  /** Renews leases. Rows that another process has leased meanwhile are left out of the result. */
  renew(rows: readonly T[], leaseMs: number): Promise<T[]>
  /** Ends leases early, as far as they are still this process's own. */
  giveBack(rows: readonly T[]): Promise<void>
}

/** Longer than a payment's settlement takes. The leases of a process that died end after it. */
export const LEASE_MS = 150_000

/** Longer than any run takes. Work that has not ended by then hangs, and others do what waits behind it. */
export const LONGEST_WORK_MS = 10 * MINUTE

/**
 * A batch of leased rows. The leases of rows that wait for their turn are renewed while the work goes on. A row whose turn
 * has come keeps the rest of its lease, which is enough for one row. When the work hangs, the rows that wait are given back.
 */
export class Lease<T extends { id: string }> {
  private waiting: Map<string, T>
  private readonly timer: NodeJS.Timeout
  private readonly until: number

  constructor(
    private readonly table: LeasedTable<T>,
    rows: readonly T[],
    private readonly now: () => number,
    private readonly leaseMs = LEASE_MS,
  ) {
    this.waiting = byId(rows)
    this.until = now() + LONGEST_WORK_MS
    this.timer = setInterval(() => void this.keep(), leaseMs / 5)
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
    const rows = [...this.waiting.values()]
    this.waiting.clear()
    await this.table.giveBack(rows)
  }

  /** Renews the lease, or ends it when the work hangs. Never throws: a lease that cannot be ended runs out. */
  private async keep(): Promise<void> {
    await (this.now() < this.until ? this.renew() : this.end().catch(() => undefined))
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
  now: () => number,
): Promise<R> {
  const lease = new Lease(table, rows, now)
  try {
    return await work(lease)
  } finally {
    await lease.end()
  }
}

const byId = <T extends { id: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.id, row]))
