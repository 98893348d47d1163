import type { Outcome } from "./run-history"

/** In how many histories something occurred, and how many times. */
export interface Occurrence {
  histories: number
  times: number
}

export interface TallyRows {
  histories: number
  counts: [what: string, Occurrence][]
}

/** What occurred in all histories together. */
export class Tally {
  private readonly counts = new Map<string, Occurrence>()
  histories = 0

  add({ counts }: Outcome): void {
    this.histories++
    for (const [what, times] of counts) this.note(what, { histories: 1, times })
  }

  /** Adds what was counted elsewhere. */
  merge({ histories, counts }: TallyRows): void {
    this.histories += histories
    for (const [what, so] of counts) this.note(what, so)
  }

  /** How many times something occurred. */
  times(what: string): number {
    return this.counts.get(what)?.times ?? 0
  }

  rows(): TallyRows {
    return { histories: this.histories, counts: [...this.counts] }
  }

  lines(): string[] {
    const rows = [...this.counts].sort(([a], [b]) => a.localeCompare(b))
    return rows.map(
      ([what, { histories, times }]) =>
        `  ${what.padEnd(44)} ${String(times).padStart(9)} in ${String(histories).padStart(8)} histories`,
    )
  }

  private note(what: string, { histories, times }: Occurrence): void {
    const so = this.counts.get(what)
    if (so) {
      so.histories += histories
      so.times += times
    } else {
      this.counts.set(what, { histories, times })
    }
  }
}
