import type { MedusaContainer } from "@medusajs/framework/types"

/**
 * The application's own container, which the framework keeps. The payment module's container has no way to carts, orders
 * and other providers; nothing has to be configured for this one.
 */
export async function applicationContainer(): Promise<MedusaContainer> {
  return (await import("@medusajs/framework")).container
}
