import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  admitOperation,
  Money,
  OPERATION_REACHED_FROM,
  type Admission,
  type OperationState,
  type WantedOperation,
} from "../../../core"
import { newId } from "../columns"
import { found } from "../errors"
import type { JournalAuthor, NewPaymentOperation, OperationChange, PaymentOperation } from "../types"
import type { Attempts } from "./attempts"
import type { Journal } from "./journal"

const TABLE = "payment_operation"
const NOBODY: JournalAuthor = { road: null }

/** What there is to take an operation from, and Medusa's records of its kind. */
export type OperationRoom = Pick<WantedOperation, "limit" | "subjects" | "inParts">

/** What came of asking for an operation. */
export type OpenedOperation =
  | { operation: PaymentOperation; refusal?: undefined }
  | { operation?: undefined; refusal: Extract<Admission, { kind: "refused" }>["code"] }

/** Captures, voids and refunds at gateways. All of one payment are begun under the attempt's lock. */
export class Operations {
  private readonly knex: Knex
  private readonly journal: Journal
  private readonly attempts: Attempts

  constructor({ knex, journal, attempts }: { knex: Knex; journal: Journal; attempts: Attempts }) {
    this.knex = knex
    this.journal = journal
    this.attempts = attempts
  }

  /**
   * Begins an operation, or finds the one that it is; see {@link admitOperation}. Two at once do not both find the same
   * money left. The attempt is due from now on, so that it is carried out whatever becomes of this process.
   *
   * @param within what there is to take it from; read under the lock, when all records are there whose operations are
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

  /** Takes an operation that has no end yet out of every other process's reach; undefined when another one has it. */
  async claim(id: string, leaseMs: number): Promise<PaymentOperation | undefined> {
    const [row] = await this.rows()
      .where({ id })
      .whereIn("state", ["asked", "pending"])
      .where((free) => free.whereNull("leased_until").orWhere("leased_until", "<", this.knex.fn.now()))
      .update({
        leased_until: this.knex.raw("now() + ? * interval '1 millisecond'", [leaseMs]),
        tries: this.knex.raw("tries + 1"),
        updated_at: this.knex.fn.now(),
      } as never)
      .returning("*")
    return row as PaymentOperation | undefined
  }

  /** Moves an operation, if it is in a state that leads there, and gives it free. Its attempt is due with it. */
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

  /** Writes down what the last try told, which decides nothing, and gives the operation free. */
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
