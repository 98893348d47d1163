import type { InferTypeOf } from "@medusajs/framework/types"
import type { BalanceSnapshot as BalanceSnapshotModel } from "../models/balance-snapshot"

/** One currency of one account at one time. */
export type BalanceSnapshot = InferTypeOf<typeof BalanceSnapshotModel>
