import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { problemMessage, type Problem } from "../../../core"
import { newId } from "../sql/columns"
import { found } from "../sql/errors"
import { problemChanges, sameAmount, type ProblemChanges } from "../rules/problem-changes"
import { hasRoomForRefund } from "../sql/refund-room"
import type {
  BroughtProblems,
  JournalAuthor,
  JournalKind,
  NewProblem,
  OwedRefund,
  PaymentProblem,
  PersonsWord,
  PlannedProblem,
  ProblemCloser,
  ProblemScope,
} from "../types"
import type { Attempts } from "./attempts"
import { NOBODY, type Journal } from "./journal"

const TABLE = "payment_problem"
const WENT_AWAY = "It went away by itself."

/**
 * Money that needs a person. At most one problem of a kind and a subject is open. It is not opened again for an amount that
 * a person has resolved it for, unless the plan already counts with what the person said.
 */
export class Problems {
  constructor(
    private readonly knex: Knex,
    private readonly journal: Journal,
    private readonly attempts: Attempts,
  ) {}

  /**
   * Makes the open problems of these attempts and kinds exactly the planned ones, in one transaction: opens missing
   * problems, corrects the amounts of open ones, and clears those that are not planned.
   */
  async bring(
    scope: ProblemScope,
    planned: readonly PlannedProblem[],
    by: JournalAuthor = NOBODY,
  ): Promise<BroughtProblems> {
    return this.knex.transaction(async (trx) => {
      await this.attempts.lockAll(scope.attempt_ids, trx)
      const known = await this.known(scope, planned, trx)
      return this.apply(problemChanges(known, planned, scope), by, trx)
    })
  }

  /** Opens a problem, or corrects the amount of an open one. A new problem makes its attempt due; else undefined. */
  async open(problem: NewProblem, by: JournalAuthor = NOBODY): Promise<PaymentProblem | undefined> {
    const { attempt_id } = problem
    return this.knex.transaction(async (trx) => {
      if (attempt_id) await this.attempts.lockAll([attempt_id], trx)
      const known = await this.known({ attempt_ids: [], kinds: [] }, [problem], trx)
      const { opened } = await this.apply(problemChanges(known, [problem]), by, trx)
      // A settlement under way does not know the problem, so its payment is looked at once more.
      if (attempt_id && opened.length > 0) await this.attempts.wake([attempt_id], trx)
      return opened[0]
    })
  }

  /**
   * Opens the problem of a refund that a person must carry out, or finds the one that the refund has already. Undefined when
   * the refund is more than what is left of the payment.
   */
  async openRefund(
    problem: OwedRefund,
    by: JournalAuthor = NOBODY,
  ): Promise<{ problem: PaymentProblem; isNew: boolean } | undefined> {
    const { kind, subject, attempt_id, amount } = problem
    return this.knex.transaction(async (trx) => {
      await this.attempts.lockAll([attempt_id], trx)
      const same = await this.rows(trx).where({ kind, subject }).orderBy("id").first()
      if (same) return { problem: same, isNew: false }
      if (!(await hasRoomForRefund(trx, attempt_id, amount))) return undefined
      const opened = await this.insert(problem, by, trx)
      return opened && { problem: opened, isNew: true }
    })
  }

  /**
   * Closes an open problem. What a person says becomes a fact of the attempt in the same transaction; without a person the
   * problem clears. Undefined when the problem is not open any more, or has another amount than the person has seen. Of two
   * people who close it at once, one succeeds.
   */
  async close(id: string, by: ProblemCloser | null, note: string): Promise<PaymentProblem | undefined> {
    return this.knex.transaction(async (trx) => {
      const known = await this.rows(trx).where({ id }).first()
      if (!known) return undefined
      // Everybody locks the attempt before the problem.
      if (known.attempt_id) await this.attempts.lockAll([known.attempt_id], trx)
      if (by && !(await this.isAsSeen(id, by, trx))) return undefined
      const closed = await this.resolve(known, by?.actor_id ?? null, note, trx)
      if (!closed) return undefined
      await (by
        ? this.keepStatement(closed, by, note, trx)
        : this.writeJournal("problem_cleared", closed, NOBODY, trx))
      return closed
    })
  }

  /** @throws MedusaError (not_found) */
  async get(id: string): Promise<PaymentProblem> {
    return found(await this.rows(this.knex).where({ id }).first(), "problem", id)
  }

  /** Whether such a problem was ever opened. */
  async isKnown(about: Pick<PaymentProblem, "kind" | "gateway_id" | "reference">): Promise<boolean> {
    return (await this.rows(this.knex).where(about).first("id")) !== undefined
  }

  /** The open problems of a payout. */
  async openOfPayout(payoutId: string): Promise<PaymentProblem[]> {
    return this.rows(this.knex).where({ payout_id: payoutId, state: "open" }).orderBy("id")
  }

  private async known(
    { attempt_ids, kinds }: ProblemScope,
    planned: readonly NewProblem[],
    trx: Knex,
  ): Promise<PaymentProblem[]> {
    const subjects = planned.map(({ kind, subject }) => [kind, subject])
    return this.rows(trx).where((known) =>
      known
        .where((open) =>
          open.where("state", "open").whereIn("attempt_id", attempt_ids).whereIn("kind", kinds),
        )
        .orWhere((same) =>
          same
            .whereIn(["kind", "subject"], subjects)
            .where((open) => open.where("state", "open").orWhereNotNull("resolved_by")),
        ),
    )
  }

  private async apply(changes: ProblemChanges, by: JournalAuthor, trx: Knex): Promise<BroughtProblems> {
    const brought: BroughtProblems = { opened: [], changed: [], cleared: [] }
    for (const planned of changes.open) {
      const opened = await this.insert(planned, by, trx)
      if (opened) brought.opened.push(opened)
    }
    for (const { problem, planned } of changes.change) {
      const corrected = await this.correct(problem, planned, by, trx)
      if (corrected) brought.changed.push(corrected)
    }
    for (const problem of changes.clear) {
      const cleared = await this.resolve(problem, null, WENT_AWAY, trx)
      if (!cleared) continue
      brought.cleared.push(cleared)
      await this.writeJournal("problem_cleared", cleared, by, trx)
    }
    return brought
  }

  /** Undefined when somebody else opened the same problem in the same moment. */
  private async insert(
    problem: NewProblem,
    by: JournalAuthor,
    trx: Knex,
  ): Promise<PaymentProblem | undefined> {
    const [row] = await trx<PaymentProblem>(TABLE)
      .insert({ message: problemMessage(problem.kind as Problem), ...problem, id: newId("payprob") } as never)
      .onConflict(this.knex.raw("(kind, subject) where state = 'open' and deleted_at is null") as never)
      .ignore()
      .returning("*")
    const opened = row as PaymentProblem | undefined
    if (opened) await this.writeJournal("problem_opened", opened, by, trx)
    return opened
  }

  /** Undefined when its amount is as it was. */
  private async correct(
    { id, amount: before }: PaymentProblem,
    { amount, attempt_id, order_id, currency_code }: NewProblem,
    by: JournalAuthor,
    trx: Knex,
  ): Promise<PaymentProblem | undefined> {
    const columns = { amount, attempt_id, currency_code, ...(order_id !== null && { order_id }) }
    const [row] = await this.rows(trx)
      .where({ id, state: "open" })
      .update({ ...columns, updated_at: trx.fn.now() } as never)
      .returning("*")
    const corrected = row as PaymentProblem | undefined
    if (!corrected || sameAmount(before, amount)) return undefined
    await this.writeJournal("problem_changed", corrected, by, trx)
    return corrected
  }

  private async isAsSeen(id: string, { amount: seen }: ProblemCloser, trx: Knex): Promise<boolean> {
    if (seen === undefined) return true
    const row = await this.rows(trx).where({ id }).forUpdate().first("amount")
    return row !== undefined && sameAmount(row.amount, seen)
  }

  private async resolve(
    { id }: PaymentProblem,
    resolved_by: string | null,
    note: string,
    trx: Knex,
  ): Promise<PaymentProblem | undefined> {
    const now = trx.fn.now()
    const [row] = await this.rows(trx)
      .where({ id, state: "open" })
      .update({ state: "resolved", resolved_at: now, resolved_by, note, updated_at: now } as never)
      .returning("*")
    return row as PaymentProblem | undefined
  }

  private async keepStatement(
    problem: PaymentProblem,
    { actor_id, action }: ProblemCloser,
    note: string,
    trx: Knex,
  ): Promise<void> {
    const { id, attempt_id, kind, subject, amount, refund_id, gateway_id, resolved_at } = problem
    const entry = { kind: "said", road: "admin", problem_id: id, actor_id, action, note } as const
    if (attempt_id === null) return this.journal.append(entry, trx)
    const word: PersonsWord = {
      action: action === "refunded" ? "returned" : "resolved",
      ...{ kind, subject, amount, refund_id, gateway_id, actor_id },
      at: (resolved_at as Date).toISOString(),
      note,
    }
    await this.attempts.addWord(attempt_id, word, entry, trx)
    // The plan is another one now. A process that dies after this leaves an attempt that is due.
    await this.attempts.wake([attempt_id], trx)
  }

  private async writeJournal(
    entry: JournalKind,
    { id, attempt_id, kind, amount, currency_code, note }: PaymentProblem,
    by: JournalAuthor,
    trx: Knex,
  ): Promise<void> {
    const details = { kind, amount, currency_code }
    await this.journal.append({ ...by, kind: entry, problem_id: id, attempt_id, details, note }, trx)
  }

  private rows(knex: Knex) {
    return knex<PaymentProblem, PaymentProblem[]>(TABLE).whereNull("deleted_at")
  }
}
