import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Where the next page of a list begins is the gateway's word for it; a reading under way goes on at its page's number. */
export class Migration20261126054500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "gateway_account" add column if not exists "reading_from" text null`)
    this.addSql(`update "gateway_account" set "reading_from" = cast("reading_page" as text)
      where "reading_page" > 1 and "reading_from" is null`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "gateway_account" drop column if exists "reading_from"`)
  }
}
