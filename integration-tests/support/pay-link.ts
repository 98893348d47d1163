import { createHash } from "node:crypto"
import { DEFAULT_TEGRO_SHOP, type Simulator } from "../../src/simulator"

/** A link to Tegro's page as another program of the same shop might make it. */
export function signedPayLink({ tegroUrl }: Simulator, reference: string, amount: string): string {
  const fields = new URLSearchParams({
    amount,
    currency: "RUB",
    order_id: reference,
    shop_id: DEFAULT_TEGRO_SHOP.publicKey,
  })
  const sign = createHash("md5").update(`${fields}${DEFAULT_TEGRO_SHOP.secretKey}`).digest("hex")
  return `${tegroUrl}/pay/?${fields}&sign=${sign}`
}
