import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123012959 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "balance_snapshot" ("id" text not null, "provider_id" text not null, "currency_code" text not null, "available" text not null, "pending" text null, "canceled" text null, "taken_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "balance_snapshot_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_balance_snapshot_deleted_at" ON "balance_snapshot" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_balance_snapshot_taken" ON "balance_snapshot" ("provider_id", "taken_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "gateway_notification" ("id" text not null, "provider_id" text not null, "fingerprint" text not null, "subject" text check ("subject" in ('payment', 'payout')) not null, "reference" text not null, "gateway_id" text null, "claim" jsonb not null, "state" text check ("state" in ('received', 'done', 'failed')) not null default 'received', "outcome" text null, "error" text null, "tries" integer not null default 0, "deliveries" integer not null default 1, "last_delivered_at" timestamptz not null, "leased_until" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "gateway_notification_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_notification_deleted_at" ON "gateway_notification" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_gateway_notification_content" ON "gateway_notification" ("provider_id", "fingerprint") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_notification_reference" ON "gateway_notification" ("provider_id", "reference") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_notification_due" ON "gateway_notification" ("leased_until") WHERE state = 'received' AND deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "gateway_payout" ("id" text not null, "provider_id" text not null, "reference" text not null, "gateway_id" text null, "account" text not null, "payment_system" integer null, "amount" text not null, "currency_code" text not null, "state" text check ("state" in ('draft', 'approved', 'sending', 'sent', 'paid', 'canceled', 'declined')) not null default 'draft', "requested_by" text not null, "approved_by" text null, "attempt_id" text null, "note" text null, "error" text null, "sent_at" timestamptz null, "next_check_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "gateway_payout_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_payout_deleted_at" ON "gateway_payout" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_gateway_payout_reference" ON "gateway_payout" ("provider_id", "reference") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_payout_due" ON "gateway_payout" ("next_check_at") WHERE next_check_at IS NOT NULL AND deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "payment_problem" ("id" text not null, "kind" text not null, "subject" text not null, "state" text check ("state" in ('open', 'resolved')) not null default 'open', "provider_id" text not null, "attempt_id" text null, "reference" text not null, "payment_collection_id" text null, "order_id" text null, "amount" text null, "currency_code" text null, "message" text not null, "resolved_at" timestamptz null, "resolved_by" text null, "note" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payment_problem_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payment_problem_deleted_at" ON "payment_problem" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_payment_problem_open" ON "payment_problem" ("kind", "subject") WHERE state = 'open' AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payment_problem_attempt" ON "payment_problem" ("attempt_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "payment_attempt" add column if not exists "next_check_at" timestamptz null;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payment_attempt_due" ON "payment_attempt" ("next_check_at") WHERE next_check_at IS NOT NULL AND deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "balance_snapshot" cascade;`)

    this.addSql(`drop table if exists "gateway_notification" cascade;`)

    this.addSql(`drop table if exists "gateway_payout" cascade;`)

    this.addSql(`drop table if exists "payment_problem" cascade;`)

    this.addSql(`drop index if exists "IDX_payment_attempt_due";`)
    this.addSql(`alter table if exists "payment_attempt" drop column if exists "next_check_at";`)
  }
}
