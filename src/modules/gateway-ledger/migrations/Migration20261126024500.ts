import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Drafts of refunds are looked at, too, so that one that nobody approves is told. Those that are there are due. */
export class Migration20261126024500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`update "gateway_payout" set "next_check_at" = now()
      where "state" = 'draft' and "refund_id" is not null and "next_check_at" is null and "deleted_at" is null`)
  }

  override async down(): Promise<void> {
    this.addSql(`update "gateway_payout" set "next_check_at" = null where "state" = 'draft'`)
  }
}
