import type { Outcome } from "./run-history"

/** What occurred in all histories together. */
export class Tally {
  private readonly counts = new Map<string, { histories: number; times: number }>()
  histories = 0

  add({ counts }: Outcome): void {
    this.histories++
    for (const [what, times] of counts) {
      const so = this.counts.get(what)
      if (so) {
        so.histories++
        so.times += times
      } else {
        this.counts.set(what, { histories: 1, times })
      }
    }
  }

  lines(): string[] {
    const rows = [...this.counts].sort(([a], [b]) => a.localeCompare(b))
    return rows.map(
      ([what, { histories, times }]) =>
        `  ${what.padEnd(44)} ${String(times).padStart(9)} in ${String(histories).padStart(8)} histories`,
    )
  }
}
