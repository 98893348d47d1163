import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { ILockingModule } from "@medusajs/framework/types"

const RETRY_MS = 100
const WAIT_MS = 30_000
/** A process that dies gives its lock back after this; longer than a settlement takes. */
const HOLD_SECONDS = 120

/**
 * Runs work under one of our own locks, never Medusa's own of a cart, which its workflows take themselves. Every holder
 * has an id of its own: without one, two processes that ask Medusa's PostgreSQL locks in the same moment both get them.
 *
 * @throws whatever the locking module throws when the lock was not free within 30 s
 */
export async function withLock<T>(locking: ILockingModule, key: string, work: () => Promise<T>): Promise<T> {
  const ownerId = randomUUID()
  await acquire(locking, key, ownerId)
  try {
    return await work()
  } finally {
    await locking.release(key, { ownerId }).catch(() => false)
  }
}

async function acquire(locking: ILockingModule, key: string, ownerId: string): Promise<void> {
  const until = Date.now() + WAIT_MS
  for (;;) {
    try {
      await locking.acquire(key, { ownerId, expire: HOLD_SECONDS })
      return
    } catch (error) {
      if (Date.now() >= until) throw error
      await sleep(RETRY_MS)
    }
  }
}

/**
 * Runs work under Medusa's own lock of a cart or order, if it is free at this moment.
 * @throws Error when somebody is at work on it
 */
export async function withFreeLock<T>(
  locking: ILockingModule,
  key: string,
  seconds: number,
  work: () => Promise<T>,
): Promise<T> {
  const ownerId = randomUUID()
  try {
    await locking.acquire(key, { ownerId, expire: seconds })
  } catch {
    throw new Error(`Medusa is at work on ${key}`)
  }
  try {
    return await work()
  } finally {
    await locking.release(key, { ownerId }).catch(() => false)
  }
}

/** Whether Medusa keeps its locks in this process's memory, as its default provider does: they hold nobody else back. */
export function hasOwnLocks(locking: ILockingModule): boolean {
  return (locking as { defaultProviderId?: string }).defaultProviderId === "in-memory"
}
