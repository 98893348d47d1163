/** Calls are granted so many at a time. */
const HANDFUL = 10

/** Where calls are granted: by one statement for all processes. */
export interface CallGrants {
  /** How many of the wanted calls may be made in this minute. */
  grant(wanted: number): Promise<number>
  /** Takes back what was granted and not used. */
  takeBack(count: number): Promise<void>
}

/** The calls that a run may make to a gateway, as far as the ceiling of this minute allows. */
export class Purse {
  private left = 0
  private filling: Promise<void> | undefined

  constructor(private readonly grants: CallGrants) {}

  /** Takes the right to one call; false when this minute has no more. */
  async take(): Promise<boolean> {
    if (this.left === 0) await (this.filling ??= this.fill().finally(() => (this.filling = undefined)))
    if (this.left === 0) return false
    this.left--
    return true
  }

  async end(): Promise<void> {
    const unused = this.left
    this.left = 0
    if (unused > 0) await this.grants.takeBack(unused)
  }

  private async fill(): Promise<void> {
    this.left += await this.grants.grant(HANDFUL)
  }
}

/** Where there is no ceiling. */
export const NO_CEILING: CallGrants = {
  grant: async (wanted) => wanted,
  takeBack: async () => undefined,
}
