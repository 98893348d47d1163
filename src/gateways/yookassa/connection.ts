import { GatewayDeclined, IntegrityError } from "../../core/errors"
import type { Connection } from "../../core/gateway"
import type { YookassaClient } from "./client"
import { isTestKey, type YookassaOptions } from "./options"
import type { YookassaShop } from "./wire"

const yesNo = (is: boolean) => (is ? "yes" : "no")

/**
 * Proves keys and network: by what YooKassa tells of the shop, or by its list of payments where it tells a shop's keys
 * nothing of itself.
 */
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
    // The call is documented for partners only: whether the keys are right, the next one tells.
    if (!(error instanceof GatewayDeclined)) throw error
    await client.payments({ limit: "1" }, null)
    return null
  }
}

function detailsOf({
  status,
  test,
  fiscalization,
  fiscalization_enabled,
}: YookassaShop): Connection["details"] {
  const receipts = fiscalization?.enabled ?? fiscalization_enabled
  return {
    ...(status && { status }),
    ...(test !== null && test !== undefined && { test: yesNo(test) }),
    ...(receipts !== null &&
      receipts !== undefined && {
        receipts: receipts && fiscalization?.provider ? fiscalization.provider : yesNo(receipts),
      }),
  }
}
