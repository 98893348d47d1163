/** src/app/[countryCode]/(checkout)/payment-collection/[id]/page.tsx: where the dashboard's payment link leads. */
export const PAY_ORDER_PAGE = `import { isOpen, orderToPay } from "@lib/payment-gateways/server"
import PayOrder from "@modules/payment-gateways/pay-order"
import { Metadata } from "next"
import { notFound, redirect } from "next/navigation"

export const metadata: Metadata = {
  title: "Payment",
}

type Props = {
  params: Promise<{ countryCode: string; id: string }>
  searchParams: Promise<{ order_id?: string }>
}

export default async function PayOrderPage(props: Props) {
  const { countryCode, id } = await props.params
  const { order_id } = await props.searchParams
  const order = order_id ? await orderToPay(order_id) : null
  const collection = order?.payment_collections?.find((one) => one.id === id)

  if (!order || !collection) {
    return notFound()
  }

  if (!isOpen(collection)) {
    redirect("/" + countryCode + "/order/" + order.id + "/confirmed")
  }

  return (
    <div className="content-container py-12 max-w-xl">
      <PayOrder
        collectionId={collection.id}
        countryCode={countryCode}
        regionId={order.region_id ?? ""}
        amount={String(collection.amount)}
        currencyCode={order.currency_code}
      />
    </div>
  )
}
`

/** src/modules/payment-gateways/pay-order.tsx */
export const PAY_ORDER = `"use client"

import { payOrder } from "@lib/data/payment-gateways"
import {
  goToPayment,
  PaymentMethodPicker,
  type PaymentChoice,
} from "medusa-payment-gateways/storefront"
import { useRouter } from "next/navigation"

/** The choice of payment for an order that is there already. */
const PayOrder = ({
  collectionId,
  countryCode,
  ...rest
}: {
  collectionId: string
  countryCode: string
  regionId: string
  amount: string
  currencyCode: string
}) => {
  const router = useRouter()
  const pay = async ({ provider_id, data }: PaymentChoice) => {
    const started = await payOrder({ collectionId, countryCode, provider_id, data })
    if (started.error !== undefined) return { error: started.error }
    if (!goToPayment(started.next)) router.push(started.path)
  }
  return <PaymentMethodPicker {...rest} onPay={pay} />
}

export default PayOrder
`
