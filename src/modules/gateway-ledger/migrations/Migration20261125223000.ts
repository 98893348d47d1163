import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/*
 * What the background work needs: turns that only one process takes, and work that is found by the account that it
 * belongs to. Each index holds only rows that wait for something, so it is made in a moment however large the table is.
 */

const STATEMENTS = [
  `alter table "gateway_watch"
    add column if not exists "next_run_at" timestamptz null,
    add column if not exists "count" integer not null default 0`,
  `create index if not exists "IDX_payment_attempt_provider_due" on "payment_attempt" ("provider_id", "next_check_at")
    WHERE next_check_at IS NOT NULL AND deleted_at IS NULL`,
  `create index if not exists "IDX_gateway_payout_provider_due" on "gateway_payout" ("provider_id", "next_check_at")
    WHERE next_check_at IS NOT NULL AND deleted_at IS NULL`,
  `create index if not exists "IDX_gateway_notification_provider_received"
    on "gateway_notification" ("provider_id", "created_at") WHERE state = 'received' AND deleted_at IS NULL`,
  `drop index if exists "IDX_payment_attempt_due"`,
  `drop index if exists "IDX_gateway_payout_due"`,
  `drop index if exists "IDX_gateway_notification_due"`,
]

export class Migration20261125223000 extends Migration {
  override async up(): Promise<void> {
    for (const statement of STATEMENTS) this.addSql(statement)
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "gateway_watch" drop column if exists "next_run_at", drop column if exists "count"`,
    )
  }
}
