import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/*
 * The whole schema of a new store. A store of 0.1.0 has most of it: there each statement adds what is missing, and the
 * rows of 0.1.0 are given the meaning that they had. Nothing happens when it runs a second time.
 */

/** Of every table that Medusa reads. */
const TIMES = `"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(),
  "deleted_at" timestamptz null`

const TABLES = [
  `create table if not exists "payment_attempt" (
    "id" text not null, "gateway" text not null, "provider_id" text not null, "reference" text not null,
    "gateway_id" text null, "session_id" text not null, "payment_collection_id" text not null, "amount" text not null,
    "currency_code" text not null,
    "status" text check ("status" in ('created', 'awaiting', 'processing', 'underpaid', 'expired', 'canceled', 'failed',
      'paid', 'refunded')) not null default 'created',
    "received" text null, "payer_account" text null, "fee" text null, "test" boolean not null default false,
    "claims" jsonb not null, "next_action" jsonb null, "held_for" text null, "cleared_at" timestamptz null,
    "superseded_at" timestamptz null, "cancel_requested_at" timestamptz null, "last_observed_at" timestamptz null,
    "shopper_heard_at" timestamptz null, "next_check_at" timestamptz null,
    ${TIMES}, constraint "payment_attempt_pkey" primary key ("id"))`,

  `create table if not exists "gateway_notification" (
    "id" text not null, "provider_id" text not null, "fingerprint" text not null,
    "subject" text check ("subject" in ('payment', 'payout')) not null, "reference" text not null,
    "gateway_id" text null, "claim" jsonb not null,
    "state" text check ("state" in ('received', 'done', 'failed')) not null default 'received', "outcome" text null,
    "error" text null, "tries" integer not null default 0, "deliveries" integer not null default 1,
    "last_delivered_at" timestamptz not null, "leased_until" timestamptz null,
    ${TIMES}, constraint "gateway_notification_pkey" primary key ("id"))`,

  `create table if not exists "payment_problem" (
    "id" text not null, "kind" text not null, "subject" text not null,
    "state" text check ("state" in ('open', 'resolved')) not null default 'open', "provider_id" text not null,
    "attempt_id" text null, "reference" text not null, "payment_collection_id" text null, "order_id" text null,
    "amount" text null, "currency_code" text null, "message" text null, "resolved_at" timestamptz null,
    "resolved_by" text null, "note" text null,
    ${TIMES}, constraint "payment_problem_pkey" primary key ("id"))`,

  `create table if not exists "gateway_payout" (
    "id" text not null, "provider_id" text not null, "reference" text not null, "gateway_id" text null,
    "account" text not null, "payment_system" integer null, "amount" text not null, "currency_code" text not null,
    "state" text check ("state" in ('draft', 'approved', 'sending', 'sent', 'paid', 'canceled', 'declined')) not null
      default 'draft',
    "requested_by" text not null, "approved_by" text null, "attempt_id" text null, "refund_id" text null,
    "note" text null, "idempotency_key" text null, "error" text null, "sent_at" timestamptz null,
    "next_check_at" timestamptz null,
    ${TIMES}, constraint "gateway_payout_pkey" primary key ("id"))`,

  `create table if not exists "balance_snapshot" (
    "id" text not null, "provider_id" text not null, "currency_code" text not null, "available" text not null,
    "pending" text null, "canceled" text null, "taken_at" timestamptz not null,
    ${TIMES}, constraint "balance_snapshot_pkey" primary key ("id"))`,

  `create table if not exists "gateway_watch" (
    "id" text not null, "last_run_at" timestamptz not null,
    ${TIMES}, constraint "gateway_watch_pkey" primary key ("id"))`,

  `create table if not exists "payment_journal" (
    "id" bigint generated always as identity, "attempt_id" text null, "payout_id" text null, "problem_id" text null,
    "kind" text not null, "road" text null, "action" text null, "actor_id" text null, "change" jsonb null,
    "details" jsonb null, "note" text null, "created_at" timestamptz not null default clock_timestamp(),
    constraint "payment_journal_pkey" primary key ("id"))`,
]

/** Since 0.1.0. A constant default makes no row be written. */
const COLUMNS = [
  `alter table "payment_attempt"
    add column if not exists "observations" jsonb not null default '{}',
    add column if not exists "codes" jsonb not null default '[]',
    add column if not exists "words" jsonb not null default '[]',
    add column if not exists "claimed_at" timestamptz null,
    add column if not exists "answered_at" timestamptz null,
    add column if not exists "settled_at" timestamptz null`,
  `alter table "payment_problem"
    add column if not exists "payout_id" text null,
    add column if not exists "refund_id" text null,
    add column if not exists "gateway_id" text null,
    alter column "message" drop not null`,
]

/** What people did was a table of its own in 0.1.0; a new store passes with an empty one. */
const ACTIONS_OF_0_1_0 = `create table if not exists "gateway_action" (
  "id" text, "subject_id" text, "action" text, "actor_id" text, "note" text, "created_at" timestamptz,
  "deleted_at" timestamptz)`

/** What the subjects of 0.1.0 said: "attempt:refund", "attempt:number", "provider:number", or a payout's id. */
const SUBJECTS = [
  `update "payment_problem" set "payout_id" = "subject" where "kind" = 'payout_unclear' and "payout_id" is null`,
  `update "payment_problem" set "refund_id" = substr("subject", length("attempt_id") + 2)
   where "kind" = 'refund_owed' and "refund_id" is null and starts_with("subject", "attempt_id" || ':')`,
  `update "payment_problem" set "gateway_id" = substr("subject", length("attempt_id") + 2)
   where "kind" = 'paid_twice' and "gateway_id" is null and starts_with("subject", "attempt_id" || ':')`,
  `update "payment_problem" set "gateway_id" = substr("subject", length("provider_id") + 2)
   where "kind" = 'unknown_payment' and "gateway_id" is null and starts_with("subject", "provider_id" || ':')
     and "subject" <> "provider_id" || ':' || "reference"`,
]

/** How a problem that a person has resolved was resolved; null where nothing tells. */
const CLOSING_ACTION = `(select a."action" from "gateway_action" a
  where a."subject_id" = p."id" and a."action" in ('refunded', 'resolve') and a."deleted_at" is null order by a."created_at" desc limit 1)`

/** A merchant's own script may have resolved it, and may not have said when. */
const RESOLVED_AT = `coalesce(p."resolved_at", p."updated_at")`

/** What people said of problems becomes a fact of the attempt. */
const WORDS = `update "payment_attempt" t set "words" = said."words"
  from (
    select p."attempt_id", jsonb_agg(jsonb_build_object(
      'action', case ${CLOSING_ACTION} when 'refunded' then 'returned' else 'resolved' end,
      'kind', p."kind", 'subject', p."subject", 'amount', p."amount", 'refund_id', p."refund_id",
      'gateway_id', p."gateway_id", 'actor_id', p."resolved_by",
      'at', to_char(${RESOLVED_AT} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'note', coalesce(p."note", '')
    ) order by ${RESOLVED_AT}, p."id") as "words"
    from "payment_problem" p
    where p."resolved_by" is not null and p."deleted_at" is null group by p."attempt_id"
  ) said
  where t."id" = said."attempt_id" and t."words" = '[]'`

/** Only where money is claimed that was not found: of all others nobody asks when it was claimed. */
const CLAIMED = `update "payment_attempt" t set "claimed_at" = n."claimed_at"
  from (
    select "provider_id", "reference", min("created_at") as "claimed_at" from "gateway_notification"
    where "subject" = 'payment' and "claim" ->> 'status' = 'paid' and "deleted_at" is null
    group by "provider_id", "reference"
  ) n
  where t."provider_id" = n."provider_id" and t."reference" = n."reference"
    and t."cleared_at" is null and t."claimed_at" is null`

const ENTRY = `"attempt_id", "payout_id", "problem_id", "kind", "road", "action", "actor_id", "change", "details", "note",
  "created_at"`

/** What each attempt was when the journal began. */
const OPENED = `insert into "payment_journal" ("attempt_id", "kind", "road", "change", "details", "created_at")
  select t."id", 'opened', 'upgrade',
    to_jsonb(t) - array['last_observed_at', 'answered_at', 'settled_at', 'next_check_at', 'updated_at'],
    jsonb_build_object('last_observed_at', t."last_observed_at"), t."created_at"
  from "payment_attempt" t
  where not exists (select 1 from "payment_journal" j where j."attempt_id" = t."id" and j."kind" = 'opened')`

const AMOUNT = `jsonb_build_object('kind', p."kind", 'amount', p."amount", 'currency_code', p."currency_code")`

const isTold = (what: "problem" | "payout", id: string, kind: string) =>
  `exists (select 1 from "payment_journal" j where j."${what}_id" = ${id} and j."kind" = '${kind}')`

/** What is known of the time before. */
const EVENTS = `insert into "payment_journal" (${ENTRY})
  select * from (
    select p."attempt_id", null, p."id", 'problem_opened', 'upgrade', null, null, null::jsonb, ${AMOUNT}, null,
      p."created_at"
    from "payment_problem" p
    where not ${isTold("problem", `p."id"`, "problem_opened")}

    union all
    select p."attempt_id", null, p."id", 'problem_cleared', 'upgrade', null, null, null, ${AMOUNT}, p."note",
      ${RESOLVED_AT}
    from "payment_problem" p
    where p."state" = 'resolved' and p."resolved_by" is null and not ${isTold("problem", `p."id"`, "problem_cleared")}

    union all
    select p."attempt_id", null, p."id", 'said', 'upgrade', 'resolve', p."resolved_by", null, null, p."note",
      ${RESOLVED_AT}
    from "payment_problem" p
    where p."state" = 'resolved' and p."resolved_by" is not null and ${CLOSING_ACTION} is null
      and not exists (select 1 from "payment_journal" j where j."problem_id" = p."id" and j."kind" = 'said'
                        and j."action" in ('refunded', 'resolve'))

    union all
    select o."attempt_id", o."id", null, 'payout_opened', 'upgrade', null, null, null,
      jsonb_build_object('state', o."state", 'amount', o."amount", 'currency_code', o."currency_code",
        'gateway_id', o."gateway_id", 'refund_id', o."refund_id"), null, o."created_at"
    from "gateway_payout" o
    where not ${isTold("payout", `o."id"`, "payout_opened")}

    union all
    select coalesce(p."attempt_id", o."attempt_id"), o."id", case when o."id" is null then a."subject_id" end, 'said',
      'admin', a."action", a."actor_id", null, null, a."note", a."created_at"
    from "gateway_action" a
    left join "gateway_payout" o on o."id" = a."subject_id"
    left join "payment_problem" p on p."id" = a."subject_id"
    where a."deleted_at" is null
  ) as entry (${ENTRY})
  order by entry."created_at"`

const INDEXES: Record<string, string> = {
  payment_attempt_deleted_at: `"payment_attempt" ("deleted_at") WHERE deleted_at IS NULL`,
  payment_attempt_session: `"payment_attempt" ("session_id") WHERE deleted_at IS NULL`,
  payment_attempt_collection: `"payment_attempt" ("payment_collection_id") WHERE deleted_at IS NULL`,
  payment_attempt_gateway_id: `"payment_attempt" ("gateway_id") WHERE deleted_at IS NULL`,
  payment_attempt_due: `"payment_attempt" ("next_check_at") WHERE next_check_at IS NOT NULL AND deleted_at IS NULL`,
  gateway_notification_deleted_at: `"gateway_notification" ("deleted_at") WHERE deleted_at IS NULL`,
  gateway_notification_reference: `"gateway_notification" ("provider_id", "reference") WHERE deleted_at IS NULL`,
  gateway_notification_gateway_id: `"gateway_notification" ("gateway_id") WHERE deleted_at IS NULL`,
  gateway_notification_due: `"gateway_notification" ("leased_until") WHERE state = 'received' AND deleted_at IS NULL`,
  payment_problem_deleted_at: `"payment_problem" ("deleted_at") WHERE deleted_at IS NULL`,
  payment_problem_attempt: `"payment_problem" ("attempt_id") WHERE deleted_at IS NULL`,
  payment_problem_order: `"payment_problem" ("order_id") WHERE deleted_at IS NULL`,
  gateway_payout_deleted_at: `"gateway_payout" ("deleted_at") WHERE deleted_at IS NULL`,
  gateway_payout_attempt: `"gateway_payout" ("attempt_id") WHERE deleted_at IS NULL`,
  gateway_payout_due: `"gateway_payout" ("next_check_at") WHERE next_check_at IS NOT NULL AND deleted_at IS NULL`,
  balance_snapshot_deleted_at: `"balance_snapshot" ("deleted_at") WHERE deleted_at IS NULL`,
  balance_snapshot_taken: `"balance_snapshot" ("provider_id", "taken_at") WHERE deleted_at IS NULL`,
  gateway_watch_deleted_at: `"gateway_watch" ("deleted_at") WHERE deleted_at IS NULL`,
  payment_journal_attempt: `"payment_journal" ("attempt_id", "id") WHERE attempt_id IS NOT NULL`,
  payment_journal_problem: `"payment_journal" ("problem_id", "id") WHERE problem_id IS NOT NULL`,
  payment_journal_payout: `"payment_journal" ("payout_id", "id") WHERE payout_id IS NOT NULL`,
  // For the admin's lists, newest first, and for beginnings of references, which no index of a model can be told of.
  payment_attempt_created: `"payment_attempt" ("created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  payment_attempt_status_created: `"payment_attempt" ("status", "created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  payment_attempt_provider_created: `"payment_attempt" ("provider_id", "created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  payment_attempt_reference_prefix: `"payment_attempt" ("reference" text_pattern_ops) WHERE deleted_at IS NULL`,
  payment_problem_created: `"payment_problem" ("state", "created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  payment_problem_reference_prefix: `"payment_problem" ("reference" text_pattern_ops) WHERE deleted_at IS NULL`,
  gateway_notification_created: `"gateway_notification" ("created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  gateway_notification_state_created: `"gateway_notification" ("state", "created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
  gateway_notification_reference_prefix: `"gateway_notification" ("reference" text_pattern_ops) WHERE deleted_at IS NULL`,
  gateway_payout_created: `"gateway_payout" ("created_at" desc, "id" desc) WHERE deleted_at IS NULL`,
}

const UNIQUE_INDEXES: Record<string, string> = {
  payment_attempt_reference: `"payment_attempt" ("gateway", "reference") WHERE deleted_at IS NULL`,
  gateway_notification_content: `"gateway_notification" ("provider_id", "fingerprint") WHERE deleted_at IS NULL`,
  payment_problem_open: `"payment_problem" ("kind", "subject") WHERE state = 'open' AND deleted_at IS NULL`,
  gateway_payout_reference: `"gateway_payout" ("provider_id", "reference") WHERE deleted_at IS NULL`,
  gateway_payout_refund: `"gateway_payout" ("refund_id") WHERE refund_id IS NOT NULL AND deleted_at IS NULL`,
  gateway_payout_key: `"gateway_payout" ("idempotency_key") WHERE idempotency_key IS NOT NULL AND deleted_at IS NULL`,
}

const NAMES = [
  "payment_attempt",
  "gateway_notification",
  "payment_problem",
  "gateway_payout",
  "balance_snapshot",
  "gateway_watch",
  "payment_journal",
]

export class Migration20261125190000 extends Migration {
  override async up(): Promise<void> {
    for (const statement of [...TABLES, ...COLUMNS]) this.addSql(statement)
    for (const [name, on] of Object.entries(UNIQUE_INDEXES)) {
      this.addSql(`create unique index if not exists "IDX_${name}" on ${on}`)
    }
    this.addSql(ACTIONS_OF_0_1_0)
    for (const statement of [...SUBJECTS, WORDS, CLAIMED, OPENED, EVENTS]) this.addSql(statement)
    this.addSql(`drop table "gateway_action"`)
    for (const [name, on] of Object.entries(INDEXES)) {
      this.addSql(`create index if not exists "IDX_${name}" on ${on}`)
    }
  }

  override async down(): Promise<void> {
    for (const name of NAMES) this.addSql(`drop table if exists "${name}" cascade`)
  }
}
