import type { LoaderOptions } from "@medusajs/framework/types"
import { parseLedgerOptions } from "../options"

/** Stops Medusa's start when the plugin's options in medusa-config.ts are wrong. */
export default async function checkOptions({ options }: LoaderOptions): Promise<void> {
  parseLedgerOptions(options)
}
