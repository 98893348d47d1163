/** Counts by name. */
export class Tally {
  private readonly counts = new Map<string, number>()

  add(name: string, times = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + times)
  }

  of(name: string): number {
    return this.counts.get(name) ?? 0
  }

  /** By name. */
  entries(): [string, number][] {
    return [...this.counts].sort(([a], [b]) => a.localeCompare(b))
  }

  /** Of all names that begin so. */
  sum(prefix: string): number {
    return this.entries().reduce((sum, [name, count]) => (name.startsWith(prefix) ? sum + count : sum), 0)
  }
}
