import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Where the store lives: a copy of its database comes with these rows, and is at none of them. */
export class Migration20261125230500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "gateway_place" (
      "system" text not null, "database" text not null, "name" text not null, "table" text not null,
      "host" text not null, "confirmed_by" text null, "created_at" timestamptz not null default now(),
      constraint "gateway_place_pkey" primary key ("system", "database", "name", "table", "host"))`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "gateway_place"`)
  }
}
