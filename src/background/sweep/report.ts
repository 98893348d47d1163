/** How much a sweep has worked on. */
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

/** The size of a batch of one kind; `isFull` when more may be due. */
export interface Batch extends Partial<SweepReport> {
  isFull: boolean
}

/** The batch of a run that is over. */
export const NO_BATCH: Batch = { isFull: false }
