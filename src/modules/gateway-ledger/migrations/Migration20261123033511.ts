import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123033511 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "gateway_action" ("id" text not null, "subject_id" text not null, "action" text not null, "actor_id" text not null, "note" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "gateway_action_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_action_deleted_at" ON "gateway_action" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_action_subject" ON "gateway_action" ("subject_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "gateway_watch" ("id" text not null, "last_run_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "gateway_watch_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_watch_deleted_at" ON "gateway_watch" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_notification_gateway_id" ON "gateway_notification" ("gateway_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "gateway_payout" add column if not exists "idempotency_key" text null;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_gateway_payout_key" ON "gateway_payout" ("idempotency_key") WHERE idempotency_key IS NOT NULL AND deleted_at IS NULL;`,
    )

    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payment_attempt_gateway_id" ON "payment_attempt" ("gateway_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payment_problem_order" ON "payment_problem" ("order_id") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "gateway_action" cascade;`)

    this.addSql(`drop table if exists "gateway_watch" cascade;`)

    this.addSql(`drop index if exists "IDX_gateway_notification_gateway_id";`)

    this.addSql(`drop index if exists "IDX_gateway_payout_key";`)
    this.addSql(`alter table if exists "gateway_payout" drop column if exists "idempotency_key";`)

    this.addSql(`drop index if exists "IDX_payment_attempt_gateway_id";`)

    this.addSql(`drop index if exists "IDX_payment_problem_order";`)
  }
}
