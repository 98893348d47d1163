import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/types"

import { CheckPayment } from "../components/payments/check-payment"
import { PageFrame } from "../components/common/page-frame"
import { Panel } from "../components/common/panel"
import { PaymentDetails } from "../components/payments/payment-details"
import { useOrderPayments } from "../lib/data/queries"
import { useWords } from "../lib/locale/texts"
import { useFollowing } from "../lib/data/use-following"
import { useWatching } from "../lib/data/use-watching"

/** The payments of an order by our gateways; nothing on orders without any. */
export default function OrderPaymentsWidget({ data: order }: DetailWidgetProps<AdminOrder>) {
  const { t } = useWords()
  const [watching, watch] = useWatching()
  useFollowing(order)
  const payments = useOrderPayments(order.id, watching).data?.payments ?? []
  if (payments.length === 0) return null
  return (
    <PageFrame>
      <Panel title={t("payments.panel")}>
        {payments.map((payment) => (
          <article
            key={payment.id}
            aria-label={payment.reference}
            className="flex flex-col gap-y-4 px-6 py-4"
          >
            <PaymentDetails payment={payment} withOrder={false} watch={watch} />
            <div>
              <CheckPayment id={payment.id} watch={watch} />
            </div>
          </article>
        ))}
      </Panel>
    </PageFrame>
  )
}

export const config = defineWidgetConfig({
  zone: "order.details.side.before",
  id: "medusa-payment-gateways:order-payments",
})
