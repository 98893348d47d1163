import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { withLock } from "./lock"

/**
 * The application's own container, which the framework keeps. The payment module's container has no way to carts, orders
 * and other providers; nothing has to be configured for this one.
 */
export async function applicationContainer(): Promise<MedusaContainer> {
  return (await import("@medusajs/framework")).container
}

/** Runs work under one of our own locks, from where the payment module's container knows no locks. */
export async function withApplicationLock<T>(key: string, work: () => Promise<T>): Promise<T> {
  const container = await applicationContainer()
  return withLock(container.resolve(Modules.LOCKING), key, work)
}
