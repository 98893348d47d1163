import { admitOperation, Money, OPERATION_REACHED_FROM } from "../../src/core"
import type { PaymentOperation } from "../../src/modules/gateway-ledger"
import type { OperationDependencies } from "../../src/operations"
import { wakeAt } from "./ledger"
import { count, inLedger, type World } from "./world"

type OperationsPort = OperationDependencies["ledger"]["operations"] & {
  ofAttempts(ids: readonly string[]): Promise<PaymentOperation[]>
}

const known = ({ id, kind, state, amount, currency_code, subject_id }: PaymentOperation) => ({
  id,
  kind,
  state,
  amount: Money.of(amount, currency_code).minor,
  subjectId: subject_id,
})

/** The ledger's operations in memory, by the ledger's own rules. */
export function operationsPort(world: World): OperationsPort {
  const { ledger } = world
  const find = (id: string) => ledger.operations.find((one) => one.id === id) as PaymentOperation
  return {
    ofAttempts: async (ids) => ledger.operations.filter(({ attempt_id }) => ids.includes(attempt_id)),
    get: async (id) => find(id),
    open: async (wanted, within) => {
      await inLedger(world, () => undefined)
      // From here on nobody else begins one for the same payment.
      const room = await within()
      const { attempt_id, kind, subject_id, amount, currency_code } = wanted
      const existing = ledger.operations.filter((one) => one.attempt_id === attempt_id)
      const admission = admitOperation(existing.map(known), {
        kind,
        subjectId: subject_id,
        amount: Money.of(amount, currency_code).minor,
        ...room,
      })
      count(world, `${kind}: ${admission.kind === "refused" ? admission.code : admission.kind}`)
      if (admission.kind === "refused") return { refusal: admission.code }
      wakeAt(world, attempt_id, world.now)
      world.news++
      if (admission.kind === "same") return { operation: put(world, admission.id, { subject_id }) }
      const operation = {
        ...wanted,
        id: `payop_${String(ledger.operations.length).padStart(3, "0")}`,
        state: "asked",
        gateway_id: null,
        tries: 0,
        error: null,
        leased_until: null,
        next_try_at: new Date(world.now),
        created_at: new Date(world.now),
      } as unknown as PaymentOperation
      ledger.operations.push(operation)
      return { operation }
    },
    claim: async (id, leaseMs) =>
      inLedger(world, () => {
        const { state, leased_until, tries } = find(id)
        const isFree = leased_until === null || leased_until.getTime() < world.now
        if (!isFree || (state !== "asked" && state !== "pending")) return undefined
        return put(world, id, { leased_until: new Date(world.now + leaseMs), tries: tries + 1 })
      }),
    move: async (id, state, change) =>
      inLedger(world, () => {
        const operation = find(id)
        if (!OPERATION_REACHED_FROM[state].includes(operation.state)) return undefined
        world.news++
        wakeAt(world, operation.attempt_id, world.now)
        count(world, `${operation.kind} ${state}`)
        return put(world, id, { ...change, state, leased_until: null })
      }),
    note: async (id, change) =>
      inLedger(world, () => {
        const { state } = find(id)
        if (state === "asked" || state === "pending") put(world, id, { ...change, leased_until: null })
      }),
  }
}

function put({ ledger }: World, id: string, columns: Partial<PaymentOperation>): PaymentOperation {
  const at = ledger.operations.findIndex((one) => one.id === id)
  return (ledger.operations[at] = { ...(ledger.operations[at] as PaymentOperation), ...columns })
}
