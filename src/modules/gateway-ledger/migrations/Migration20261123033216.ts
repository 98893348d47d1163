import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123033216 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "payment_attempt" add column if not exists "shopper_heard_at" timestamptz null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "payment_attempt" drop column if exists "shopper_heard_at";`)
  }
}
