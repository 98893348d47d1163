import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Payments of an entry in a state are found by both as one value; see `large-indexes.ts`. */
export class Migration20261126134500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop statistics if exists "STAT_payment_attempt_provider_status"`)
    this.addSql(`drop index if exists "IDX_payment_attempt_provider_status_created"`)
  }

  override async down(): Promise<void> {
    this.addSql(`create statistics if not exists "STAT_payment_attempt_provider_status" (mcv)
      on "provider_id", "status" from "payment_attempt"`)
  }
}
