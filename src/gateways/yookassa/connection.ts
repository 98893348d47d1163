import { GatewayDeclined, IntegrityError } from "../../core/errors"
import type { Connection } from "../../core/gateway"
import type { YookassaClient } from "./client"
import { isTestKey, type YookassaOptions } from "./options"
import type { YookassaShop } from "./wire"

const yesNo = (is: boolean) => (is ? "yes" : "no")

/** Proves keys and network by YooKassa's data of the shop, or by its list of payments where it does not give these. */
export async function checkConnection(client: YookassaClient, options: YookassaOptions): Promise<Connection> {
  const { shopId } = options
  const shop = await shopOf(client)
  const account = shop?.account_id ?? shopId
  if (account !== shopId) {
    throw new IntegrityError(
      "shop_mismatch",
      "YooKassa's key belongs to another shop than the configured shopId",
    )
  }
  return { account, details: shop ? detailsOf(shop) : { test: yesNo(isTestKey(options)) } }
}

async function shopOf(client: YookassaClient): Promise<YookassaShop | null> {
  try {
    return await client.me()
  } catch (error) {
    // This call is documented for partners only; the next one proves the keys.
    if (!(error instanceof GatewayDeclined)) throw error
    await client.payments({ limit: "1" }, null)
    return null
  }
}

function detailsOf(shop: YookassaShop): Connection["details"] {
  const { status, test, fiscalization } = shop
  const receipts = fiscalization?.enabled ?? shop.fiscalization_enabled
  return {
    ...(status && { status }),
    ...(test !== null && test !== undefined && { test: yesNo(test) }),
    ...(receipts !== null &&
      receipts !== undefined && {
        receipts: receipts && fiscalization?.provider ? fiscalization.provider : yesNo(receipts),
      }),
  }
}
