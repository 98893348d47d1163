import type { MedusaContainer } from "@medusajs/framework/types"
import { settleOne } from "../background"
import { dependenciesOf } from "./dependencies"
import { queueOf } from "./queue"

/**
 * Settles a notification of the inbox as soon as a worker is free, unless another process does. Those of one provider
 * wait for each other only.
 */
export function settleSoon(container: MedusaContainer, id: string, providerId?: string): void {
  queueOf(container).add(`notification ${id}`, () => settleOne(dependenciesOf(container), id), providerId)
}
