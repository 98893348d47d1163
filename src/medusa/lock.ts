import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { ILockingModule, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { knexOf } from "./container"

const RETRY_MS = 100
const WAIT_MS = 30_000

/** The locks of a process that died end after this; a settlement, and a repair, take less. */
const HOLD_SECONDS = { settlement: 120, repair: 60 }

type Acquire = (locking: ILockingModule, ownerId: string) => Promise<void>

/**
 * Runs work under a lock of the plugin's own. Medusa's lock of a cart is another one, which its workflows take.
 *
 * @throws whatever the locking module throws when the lock was not free within 30 s
 */
export function withLock<T>(container: MedusaContainer, key: string, work: () => Promise<T>): Promise<T> {
  return whileLocked(container, key, work, async (locking, ownerId) => {
    const until = Date.now() + WAIT_MS
    for (;;) {
      try {
        await locking.acquire(key, { ownerId, expire: HOLD_SECONDS.settlement })
        return
      } catch (error) {
        if (Date.now() >= until) throw error
        await sleep(RETRY_MS)
      }
    }
  })
}

/**
 * Runs a repair under Medusa's own lock of a cart or order, if that lock is free at this moment.
 * @throws Error when Medusa is at work on it
 */
export function withFreeLock<T>(container: MedusaContainer, key: string, work: () => Promise<T>): Promise<T> {
  return whileLocked(container, key, work, async (locking, ownerId) => {
    try {
      await locking.acquire(key, { ownerId, expire: HOLD_SECONDS.repair })
    } catch {
      throw new Error(`Medusa is at work on ${key}`)
    }
  })
}

/**
 * Each holder has an id of its own: without ids, two processes that ask Medusa's PostgreSQL locks at the same moment both
 * get the lock.
 */
async function whileLocked<T>(
  container: MedusaContainer,
  key: string,
  work: () => Promise<T>,
  acquire: Acquire,
): Promise<T> {
  const locking = container.resolve(Modules.LOCKING)
  const ownerId = randomUUID()
  await acquire(locking, ownerId)
  try {
    return await work()
  } finally {
    await locking.release(key, { ownerId }).catch(() => false)
  }
}

/** Whether Medusa keeps its locks in this process's memory, as its default provider does: they hold no other process back. */
export function hasOwnLocks(locking: ILockingModule): boolean {
  return (locking as { defaultProviderId?: string }).defaultProviderId === "in-memory"
}

/**
 * Removes locks whose time is over. Medusa's PostgreSQL locking provider (2.21) writes an expiry and never reads it for
 * somebody else's lock, so a process that was killed would keep a cart and its payments locked for ever.
 */
export async function removeExpiredLocks(container: MedusaContainer): Promise<void> {
  const knex = knexOf(container)
  // The table exists only where that provider is, or was, in use.
  if (await knex.schema.hasTable("locking")) {
    await knex("locking").where("expiration", "<", knex.fn.now()).delete()
  }
}
