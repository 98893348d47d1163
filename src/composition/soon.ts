import type { MedusaContainer } from "@medusajs/framework/types"
import { lookAtNamed, refreshStatement, settleOne, type NamedPayment } from "../background"
import type { Gateway } from "../core"
import { dependenciesOf } from "./dependencies"
import { queueOf } from "./queue"

/** Settles a notification of the inbox as soon as a worker of its provider entry is free, unless another process does. */
export function settleSoon(container: MedusaContainer, id: string, providerId?: string): void {
  queueOf(container).add(`notification ${id}`, () => settleOne(dependenciesOf(container), id), providerId)
}

/** Reads the list of a gateway's account as soon as a worker is free, unless it was read a moment ago. */
export function readStatementSoon(container: MedusaContainer, gateway: Gateway): void {
  const account = `${gateway.name} ${gateway.account}`
  const work = () => refreshStatement(dependenciesOf(container), gateway)
  queueOf(container).add(`list ${account}`, work, account)
}

/** Looks at a payment that an unsigned notification has named, as soon as a worker is free; see {@link lookAtNamed}. */
export function lookAtNamedSoon(container: MedusaContainer, payment: NamedPayment): void {
  const { name, account, gatewayId } = payment
  const key = `payment ${gatewayId} of ${name} ${account}`
  queueOf(container).add(key, () => lookAtNamed(dependenciesOf(container), payment), `${name} ${account}`)
}
