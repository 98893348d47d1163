import { Link } from "react-router-dom"

import type { PaymentRow } from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/locale/texts"

/** A link to an order's page in the dashboard. */
export function OrderLink({ order }: { order: PaymentRow["order"] }) {
  const { t } = useWords()
  if (!order) return <span className="text-ui-fg-muted">{t("common.no_order")}</span>
  return (
    <Link
      to={`/orders/${order.id}`}
      className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover focus-visible:shadow-borders-focus rounded outline-none"
      onClick={(event) => event.stopPropagation()}
    >
      {order.display_id === null ? t("common.order") : t("common.open_order", { number: order.display_id })}
    </Link>
  )
}
