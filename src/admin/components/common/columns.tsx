import type { PaymentRow } from "../../../api/admin/payment-gateways/types"
import type { Words } from "../../lib/locale/texts"
import { When } from "./facts"
import { TwoLines, type Column } from "./list-table"
import { OrderLink } from "./order-link"

/** Our reference, with the gateway's own number below it. */
export const referenceColumn = ({ t }: Words): Column<Pick<PaymentRow, "reference" | "gateway_id">> => ({
  title: t("payments.reference"),
  cell: ({ reference, gateway_id }) => <TwoLines first={reference} second={gateway_id} />,
})

/** The order, with the shopper's e-mail address below it. */
export const orderColumn = ({ t }: Words): Column<Pick<PaymentRow, "order" | "email">> => ({
  title: t("common.order"),
  cell: ({ order, email }) => <TwoLines first={<OrderLink order={order} />} second={email} />,
})

export const createdColumn = ({ t }: Words): Column<Pick<PaymentRow, "created_at">> => ({
  title: t("payments.created"),
  cell: ({ created_at }) => <When at={created_at} />,
})
