import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The account that a payout was handed to: an entry may have another one's keys by now. */
export class Migration20261126023000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "gateway_payout" add column if not exists "gateway_account" text null`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "gateway_payout" drop column if exists "gateway_account"`)
  }
}
