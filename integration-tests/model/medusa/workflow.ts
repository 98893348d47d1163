import { KILLED } from "../statements"
import type { World } from "../world"

type Compensation = () => Promise<unknown> | unknown

/** Notes how a step that was done is compensated. */
export type Undo = (back: Compensation) => void

/**
 * A workflow: when a step fails, those before it are compensated, the last one first. A compensation that fails ends it
 * half-way, and a process that is killed compensates nothing.
 */
export async function workflow<T>(run: (undo: Undo) => Promise<T>): Promise<T> {
  const done: Compensation[] = []
  try {
    return await run((back) => done.push(back))
  } catch (error) {
    if (error === KILLED) throw error
    for (const back of done.reverse()) await back()
    throw error
  }
}

/** Somebody else is at work on the cart. */
export const LOCKED = new Error("Timed-out acquiring lock.")

const TTL = 120_000

/** Medusa's lock of a cart, which outlives a process that is killed. */
export async function withCart<T>(world: World, work: () => Promise<T>): Promise<T> {
  const { medusa } = world
  if (medusa.lockedUntil > world.now) throw LOCKED
  medusa.lockedUntil = world.now + TTL
  try {
    const result = await work()
    medusa.lockedUntil = 0
    return result
  } catch (error) {
    // A lock in the memory of the process is gone with it; one in the database is not.
    if (error !== KILLED || !world.locksOutliveProcesses) medusa.lockedUntil = 0
    throw error
  }
}
