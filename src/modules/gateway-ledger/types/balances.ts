import type { InferTypeOf } from "@medusajs/framework/types"
import type { BalanceSnapshot as BalanceSnapshotModel } from "../models/balance-snapshot"

/** A row of `balance_snapshot`. */
export type BalanceSnapshot = InferTypeOf<typeof BalanceSnapshotModel>
