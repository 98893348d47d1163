import type { PaymentDetail } from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/locale/texts"
import { CopyFact, Facts, TimeFact } from "../common/facts"

/** Where the shopper sends the money of a wallet transfer. */
export function Transfer({ transfer }: { transfer: NonNullable<PaymentDetail["transfer"]> }) {
  const { t } = useWords()
  const { wallet_number, wallet_link, expires_at } = transfer
  return (
    <Facts>
      <CopyFact name={t("payments.wallet")} text={wallet_number} />
      <CopyFact name={t("payments.wallet_link")} text={wallet_link} />
      <TimeFact name={t("payments.expires")} at={expires_at} />
    </Facts>
  )
}
