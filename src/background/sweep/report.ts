/** What a run did. */
export interface SweepReport {
  notifications: number
  attempts: number
  payouts: number
}

export const NOTHING: SweepReport = { notifications: 0, attempts: 0, payouts: 0 }

export const plus = (a: SweepReport, b: Partial<SweepReport>): SweepReport => ({
  notifications: a.notifications + (b.notifications ?? 0),
  attempts: a.attempts + (b.attempts ?? 0),
  payouts: a.payouts + (b.payouts ?? 0),
})

/** What a batch of one kind was; `isFull` when there may be more of it. */
export interface Batch extends Partial<SweepReport> {
  isFull: boolean
}

/** What is claimed when a run is over: nothing. */
export const NO_BATCH: Batch = { isFull: false }
