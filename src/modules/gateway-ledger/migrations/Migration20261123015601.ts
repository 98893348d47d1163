import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123015601 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "gateway_payout" add column if not exists "refund_id" text null;`)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_gateway_payout_refund" ON "gateway_payout" ("refund_id") WHERE refund_id IS NOT NULL AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_payout_attempt" ON "gateway_payout" ("attempt_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(`alter table if exists "payment_attempt" add column if not exists "payer_account" text null;`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_gateway_payout_refund";`)
    this.addSql(`drop index if exists "IDX_gateway_payout_attempt";`)
    this.addSql(`alter table if exists "gateway_payout" drop column if exists "refund_id";`)

    this.addSql(`alter table if exists "payment_attempt" drop column if exists "payer_account";`)
  }
}
