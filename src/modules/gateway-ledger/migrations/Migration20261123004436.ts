import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123004436 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "payment_attempt" ("id" text not null, "gateway" text not null, "provider_id" text not null, "reference" text not null, "gateway_id" text null, "session_id" text not null, "payment_collection_id" text not null, "amount" text not null, "currency_code" text not null, "status" text check ("status" in ('created', 'awaiting', 'processing', 'underpaid', 'expired', 'canceled', 'failed', 'paid', 'refunded')) not null default 'created', "received" text null, "fee" text null, "test" boolean not null default false, "claims" jsonb not null, "next_action" jsonb null, "held_for" text null, "cleared_at" timestamptz null, "superseded_at" timestamptz null, "cancel_requested_at" timestamptz null, "last_observed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payment_attempt_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payment_attempt_deleted_at" ON "payment_attempt" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_payment_attempt_reference" ON "payment_attempt" ("gateway", "reference") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payment_attempt_session" ON "payment_attempt" ("session_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_payment_attempt_collection" ON "payment_attempt" ("payment_collection_id") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "payment_attempt" cascade;`)
  }
}
