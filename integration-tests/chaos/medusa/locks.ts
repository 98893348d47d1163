import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { sleep } from "../../../tools/sleep"

interface Lock {
  /** Milliseconds since 1970; null for one that is held until it is given back. */
  expiration: number | null
}

/** Medusa's own locks, in the memory of this process. */
interface InMemoryLocks {
  defaultProviderId: string
  providerService_: { retrieveProviderRegistration(id: string): { locks: Map<string, Lock> } }
}

/** Medusa's locks and ours are taken for two minutes, and nobody works for longer than a few seconds. */
const YOUNG_MS = 105_000

/** Waits until what is in use was given back; the time of the rest, whose work broke off, is over. */
export async function endLocks(container: MedusaContainer): Promise<object> {
  const { providerService_, defaultProviderId } = container.resolve(
    Modules.LOCKING,
  ) as unknown as InMemoryLocks
  const { locks } = providerService_.retrieveProviderRegistration(defaultProviderId)
  const isYoung = ({ expiration }: Lock) => expiration !== null && expiration > Date.now() + YOUNG_MS
  while ([...locks.values()].some(isYoung)) await sleep(500)
  for (const lock of locks.values()) if (lock.expiration !== null) lock.expiration = Date.now()
  return {}
}
