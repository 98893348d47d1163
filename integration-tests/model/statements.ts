/** The process died. Nothing is compensated, and nothing in its memory is left. */
export const KILLED = new Error("killed")

/** A statement failed: the database, or whatever stood between. */
export const FAILED = new Error("connection terminated")

/** What happens at the n-th statement of one event, before it is carried out. */
export interface Trouble {
  at: number
  how: "fail" | "kill" | "meanwhile"
  /** What somebody else does in that moment; for "meanwhile". */
  deed?: Interloper
}

/** What others may do in the middle of a run. */
export const INTERLOPERS = [
  "authorize",
  "edit cart",
  "cancel order",
  "money",
  "sell out",
  "show",
  "capture",
  "refund",
] as const
export type Interloper = (typeof INTERLOPERS)[number]

/**
 * The durable statements of all processes, one by one. An event's troubles strike before the statement of their number:
 * what was written before stays written.
 */
export class Statements {
  /** What somebody else does in the middle of a run; set by the world. */
  meanwhile: (deed: Interloper) => void | Promise<void> = () => undefined
  /** Something was done in the middle of the last run by somebody else. */
  wasDisturbed = false
  private troubles: readonly Trouble[] = []
  private next = 0
  private count = 0
  private isQuiet = false
  private isDead = false

  /** Begins an event with its troubles. */
  arm(troubles: readonly Trouble[] | undefined): void {
    this.troubles = troubles ?? []
    this.next = 0
    this.count = 0
    this.wasDisturbed = false
    this.isDead = false
  }

  /** A process that was killed does nothing any more. */
  assertAlive(): void {
    if (this.isDead) throw KILLED
  }

  get wasKilled(): boolean {
    return this.isDead
  }

  /** One durable statement. */
  run<T>(statement: () => T): T | Promise<T> {
    this.assertAlive()
    if (this.isQuiet || this.next >= this.troubles.length) return statement()
    const trouble = this.troubles[this.next] as Trouble
    if (++this.count < trouble.at) return statement()
    this.next++
    if (trouble.how === "kill") {
      this.isDead = true
      throw KILLED
    }
    if (trouble.how === "fail") throw FAILED
    return this.disturbed(trouble.deed as Interloper).then(statement)
  }

  private async disturbed(deed: Interloper): Promise<void> {
    this.wasDisturbed = true
    this.isQuiet = true
    try {
      await this.meanwhile(deed)
    } finally {
      this.isQuiet = false
    }
  }
}
