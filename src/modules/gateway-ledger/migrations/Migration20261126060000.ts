import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const STATUSES = [
  "created",
  "awaiting",
  "processing",
  "underpaid",
  "authorized",
  "expired",
  "canceled",
  "failed",
  "paid",
  "refunded",
]

const check = (statuses: readonly string[]) =>
  `alter table "payment_attempt" add constraint "payment_attempt_status_check"
    check ("status" in (${statuses.map((status) => `'${status}'`).join(", ")}))`

const NO_CHECK = `alter table "payment_attempt" drop constraint if exists "payment_attempt_status_check"`

/** Captures, voids and refunds at gateways, and payments whose money is held. */
export class Migration20261126060000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(NO_CHECK)
    this.addSql(check(STATUSES))
    this.addSql(`alter table "payment_attempt" add column if not exists "named_at" timestamptz null`)
    this.addSql(`alter table "gateway_statement" add column if not exists "refunded" text null`)
    this.addSql(`create table if not exists "payment_operation" (
      "id" text not null, "attempt_id" text not null,
      "kind" text check ("kind" in ('capture', 'void', 'refund')) not null, "key" text not null, "amount" text not null,
      "currency_code" text not null, "body" text not null,
      "state" text check ("state" in ('asked', 'pending', 'done', 'failed')) not null default 'asked',
      "gateway_id" text null, "subject_id" text null, "requested_by" text null, "tries" integer not null default 0,
      "error" text null, "leased_until" timestamptz null, "next_try_at" timestamptz null,
      "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(),
      "deleted_at" timestamptz null, constraint "payment_operation_pkey" primary key ("id"))`)
    this.addSql(
      `create unique index if not exists "IDX_payment_operation_key" on "payment_operation" ("key") where deleted_at is null`,
    )
    this.addSql(
      `create index if not exists "IDX_payment_operation_attempt" on "payment_operation" ("attempt_id")`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "payment_operation" cascade`)
    this.addSql(`alter table "payment_attempt" drop column if exists "named_at"`)
    this.addSql(`alter table "gateway_statement" drop column if exists "refunded"`)
    this.addSql(NO_CHECK)
    this.addSql(check(STATUSES.filter((status) => status !== "authorized")))
  }
}
