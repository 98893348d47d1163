/** What the plugin promises, and what was found. */
export interface Goal {
  name: string
  limit: number
  found: number
  /** The least disturbed sample, where disturbance can only add. */
  best?: number
  unit: string
  /** A count that no other work on the machine disturbs: missing it fails every run. */
  isExact?: boolean
}
