import type { MedusaContainer } from "@medusajs/framework/types"
import { refreshStatement, settleOne } from "../background"
import type { Gateway } from "../core"
import { dependenciesOf } from "./dependencies"
import { queueOf } from "./queue"

/** Settles a notification of the inbox as soon as a worker is free, unless another process does. */
export function settleSoon(container: MedusaContainer, id: string): void {
  queueOf(container).add(`notification ${id}`, () => settleOne(dependenciesOf(container), id))
}

/** Reads the list of a gateway's account as soon as a worker is free, unless it was read a moment ago. */
export function readStatementSoon(container: MedusaContainer, gateway: Gateway): void {
  const { name, account } = gateway
  queueOf(container).add(`list ${name} ${account}`, () =>
    refreshStatement(dependenciesOf(container), gateway),
  )
}
