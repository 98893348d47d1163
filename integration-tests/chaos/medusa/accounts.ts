import {
  DEFAULT_M2CERBER_MERCHANT,
  DEFAULT_TEGRO_SHOP,
  DEFAULT_YOOKASSA_SHOP,
  type M2cerberMerchantFixture,
  type TegroShopFixture,
  type YookassaShopFixture,
} from "../../../src/simulator/options"
import type { Passing } from "../plan/providers"

/** Enough for every payout. */
const PAYOUT_BALANCE = "10000000"

const shop = (id: number): TegroShopFixture => ({
  ...DEFAULT_TEGRO_SHOP,
  id,
  name: `DEMO${id}`,
  publicKey: DEFAULT_TEGRO_SHOP.publicKey.replace(/^./, String(id)),
  secretKey: `secret of shop ${id}`,
  apiKey: `key of shop ${id}`,
})
const merchant = (merchId: string): M2cerberMerchantFixture => ({
  merchId,
  secretKey: merchId === "1" ? DEFAULT_M2CERBER_MERCHANT.secretKey : `secret of merchant ${merchId}`,
  payoutBalance: PAYOUT_BALANCE,
})

/** The account of each entry that comes and goes; the entries that are removed are of the account of all others. */
export const ACCOUNTS: Record<Passing, { tegro: TegroShopFixture; m2cerber: M2cerberMerchantFixture }> = {
  renamed: { tegro: shop(2), m2cerber: merchant("2") },
  removed: { tegro: DEFAULT_TEGRO_SHOP, m2cerber: merchant("1") },
  "removed with their account": { tegro: shop(3), m2cerber: merchant("3") },
}

/** Shops at the gateway that holds and refunds. */
export const KASSA_SHOPS: Record<"usual" | "slow", YookassaShopFixture> = {
  usual: DEFAULT_YOOKASSA_SHOP,
  slow: { shopId: "100600", secretKey: "test_simulator-secret-of-the-slow", gatewayId: "100800" },
}
