import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  admitOperation,
  Money,
  OPERATION_REACHED_FROM,
  type Admission,
  type OperationState,
  type WantedOperation,
} from "../../../core"
import { newId } from "../sql/columns"
import { found } from "../sql/errors"
import { fromNow, isFree } from "../sql/times"
import type { JournalAuthor, NewPaymentOperation, OperationChange, PaymentOperation } from "../types"
import type { Attempts } from "./attempts"
import { NOBODY, type Journal } from "./journal"

const TABLE = "payment_operation"

/** How much an operation may take, and the captures or refunds that Medusa has on record. */
export type OperationRoom = Pick<WantedOperation, "limit" | "subjects" | "inParts">

/** The operation that was opened or found, or why there is none. */
export type OpenedOperation =
  | { operation: PaymentOperation; refusal?: undefined }
  | { operation?: undefined; refusal: Extract<Admission, { kind: "refused" }>["code"] }

/** Captures, voids and refunds at gateways. The operations of an attempt are opened under its lock. */
export class Operations {
  constructor(
    private readonly knex: Knex,
    private readonly journal: Journal,
    private readonly attempts: Attempts,
  ) {}

  /**
   * Opens an operation, or finds the one that is the same; see {@link admitOperation}. Under the lock two operations cannot
   * both find the same money left. The attempt becomes due, so that the sweep carries the operation out if this process dies.
   *
   * @param within reads how much the operation may take, under the lock
   */
  async open(
    wanted: NewPaymentOperation,
    within: () => Promise<OperationRoom>,
    by: JournalAuthor = NOBODY,
  ): Promise<OpenedOperation> {
    const { attempt_id, kind, subject_id, amount, currency_code } = wanted
    return this.knex.transaction(async (trx) => {
      await this.attempts.lockAll([attempt_id], trx)
      const existing = await this.rows(trx).where({ attempt_id }).orderBy("id")
      const minor = Money.of(amount, currency_code).minor
      const admission = admitOperation(existing.map(known), {
        kind,
        subjectId: subject_id,
        amount: minor,
        ...(await within()),
      })
      if (admission.kind === "refused") return { refusal: admission.code }
      await this.attempts.wake([attempt_id], trx)
      const operation =
        admission.kind === "same"
          ? await this.adopt(admission.id, subject_id, trx)
          : await this.insert(wanted, by, trx)
      return { operation }
    })
  }

  /** @throws MedusaError (not_found) */
  async get(id: string): Promise<PaymentOperation> {
    return found(await this.rows().where({ id }).first(), "payment operation", id)
  }

  /** The operations of these attempts, oldest first. */
  async ofAttempts(attemptIds: readonly string[]): Promise<PaymentOperation[]> {
    return this.rows()
      .whereIn("attempt_id", [...attemptIds])
      .orderBy("id")
  }

  /** Leases an operation that has no end yet; undefined when another process has it. */
  async claim(id: string, leaseMs: number): Promise<PaymentOperation | undefined> {
    const [row] = await this.rows()
      .where({ id })
      .whereIn("state", ["asked", "pending"])
      .where((row) => isFree(row))
      .update({
        leased_until: fromNow(this.knex, leaseMs),
        tries: this.knex.raw("tries + 1"),
        updated_at: this.knex.fn.now(),
      } as never)
      .returning("*")
    return row as PaymentOperation | undefined
  }

  /** Moves an operation to a state, if its state leads there, and ends its lease. Its attempt becomes due. */
  async move(
    id: string,
    state: OperationState,
    change: OperationChange,
    by: JournalAuthor = NOBODY,
  ): Promise<PaymentOperation | undefined> {
    return this.knex.transaction(async (trx) => {
      const [row] = await this.rows(trx)
        .where({ id })
        .whereIn("state", [...OPERATION_REACHED_FROM[state]])
        .update({ ...change, state, leased_until: null, updated_at: trx.fn.now() } as never)
        .returning("*")
      const moved = row as PaymentOperation | undefined
      if (!moved) return undefined
      await this.attempts.wake([moved.attempt_id], trx)
      await this.writeJournal("operation_moved", moved, by, trx)
      return moved
    })
  }

  /** Records what the last try told without an end, and ends the lease. */
  async note(id: string, change: OperationChange): Promise<void> {
    await this.rows()
      .where({ id })
      .whereIn("state", ["asked", "pending"])
      .update({ ...change, leased_until: null, updated_at: this.knex.fn.now() } as never)
  }

  private async adopt(id: string, subject_id: string | null, trx: Knex): Promise<PaymentOperation> {
    const [row] = await this.rows(trx)
      .where({ id })
      .update({ subject_id, updated_at: trx.fn.now() } as never)
      .returning("*")
    return row as PaymentOperation
  }

  private async insert(wanted: NewPaymentOperation, by: JournalAuthor, trx: Knex): Promise<PaymentOperation> {
    const [row] = await trx<PaymentOperation>(TABLE)
      .insert({ ...wanted, id: newId("payop"), next_try_at: trx.fn.now() } as never)
      .returning("*")
    await this.writeJournal("operation_opened", row as PaymentOperation, by, trx)
    return row as PaymentOperation
  }

  private async writeJournal(
    kind: "operation_opened" | "operation_moved",
    { id, attempt_id, kind: operation, state, amount, currency_code, gateway_id, error }: PaymentOperation,
    by: JournalAuthor,
    trx: Knex,
  ): Promise<void> {
    const details = { operation, operation_id: id, state, amount, currency_code, gateway_id }
    await this.journal.append({ ...by, kind, attempt_id, details, note: error }, trx)
  }

  private rows(knex: Knex = this.knex) {
    return knex<PaymentOperation, PaymentOperation[]>(TABLE).whereNull("deleted_at")
  }
}

const known = ({ id, kind, state, amount, currency_code, subject_id }: PaymentOperation) => ({
  id,
  kind,
  state,
  amount: Money.of(amount, currency_code).minor,
  subjectId: subject_id,
})
