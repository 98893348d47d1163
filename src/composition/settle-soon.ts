import type { MedusaContainer } from "@medusajs/framework/types"
import { settleOne } from "../background"
import { dependenciesOf } from "./dependencies"
import { queueOf } from "./queue"

/** Settles a notification of the inbox as soon as a worker is free, unless another process does. */
export function settleSoon(container: MedusaContainer, id: string): void {
  queueOf(container).add(`notification ${id}`, () => settleOne(dependenciesOf(container), id))
}
