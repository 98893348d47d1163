import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const NO_INDEX = `drop index if exists "IDX_gateway_payout_key"`

const index = (
  columns: string,
) => `create unique index if not exists "IDX_gateway_payout_key" on "gateway_payout"
  (${columns}) where idempotency_key is not null and deleted_at is null`

/** Who asked for a payout in person; and keys against second clicks, which are each actor's own. */
export class Migration20261126093000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "gateway_payout" add column if not exists "requested_person" text null`)
    this.addSql(NO_INDEX)
    this.addSql(index(`"requested_by", "idempotency_key"`))
  }

  override async down(): Promise<void> {
    this.addSql(NO_INDEX)
    this.addSql(index(`"idempotency_key"`))
    this.addSql(`alter table "gateway_payout" drop column if exists "requested_person"`)
  }
}
