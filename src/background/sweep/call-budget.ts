/** How many calls are granted at a time. */
const GRANT = 10

/** Grants calls to all processes together. */
export interface CallGrants {
  /** Grants at most the wanted calls in this minute. Returns how many. */
  grant(wanted: number): Promise<number>
  /** Takes back calls that were granted and not made. */
  takeBack(count: number): Promise<void>
}

/** The calls that a run may still make to a gateway in this minute. */
export class CallBudget {
  private left = 0
  private filling: Promise<void> | undefined

  constructor(private readonly grants: CallGrants) {}

  /**
   * Takes the right to one call; false when this minute's calls are used up.
   *
   * @param spared how many calls must be left for others after it
   */
  async take(spared = 0): Promise<boolean> {
    if (this.left <= spared) await (this.filling ??= this.fill().finally(() => (this.filling = undefined)))
    if (this.left <= spared) return false
    this.left--
    return true
  }

  async end(): Promise<void> {
    const unused = this.left
    this.left = 0
    if (unused > 0) await this.grants.takeBack(unused)
  }

  private async fill(): Promise<void> {
    this.left += await this.grants.grant(GRANT)
  }
}

/** Grants any number of calls. */
export const NO_CEILING: CallGrants = {
  grant: async (wanted) => wanted,
  takeBack: async () => undefined,
}
