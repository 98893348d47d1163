import type { PaymentDetail } from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/texts"
import { Copyable, Fact, Facts, When } from "../common/facts"

/** Where the shopper sends the money of a wallet transfer. */
export function Transfer({ transfer }: { transfer: NonNullable<PaymentDetail["transfer"]> }) {
  const { t } = useWords()
  const { wallet_number, wallet_link, expires_at } = transfer
  return (
    <Facts>
      <Fact name={t("payments.wallet")}>
        <Copyable text={wallet_number} what={t("payments.wallet")} />
      </Fact>
      <Fact name={t("payments.wallet_link")}>
        {wallet_link && <Copyable text={wallet_link} what={t("payments.wallet_link")} />}
      </Fact>
      <Fact name={t("payments.expires")}>{expires_at && <When at={expires_at} />}</Fact>
    </Facts>
  )
}
