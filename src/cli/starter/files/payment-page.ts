/** src/app/[countryCode]/(checkout)/checkout/payment/page.tsx: where transfers are made, and shoppers come back to. */
export const PAYMENT_PAGE = `import { paymentUnderWay } from "@lib/payment-gateways/under-way"
import Payment from "@modules/payment-gateways/payment"
import { Metadata } from "next"
import { redirect } from "next/navigation"

export const metadata: Metadata = {
  title: "Payment",
}

type Props = {
  params: Promise<{ countryCode: string }>
  searchParams: Promise<{ session?: string }>
}

export default async function PaymentPage(props: Props) {
  const { countryCode } = await props.params
  const { session } = await props.searchParams
  const underWay = await paymentUnderWay()

  // Whoever comes back without a country in the path gets the shop's first one from the middleware.
  if (!session && underWay && underWay.country !== countryCode) {
    redirect("/" + underWay.country + "/checkout/payment")
  }

  return (
    <div className="content-container py-12">
      <Payment sessionId={session ?? underWay?.session} countryCode={countryCode} />
    </div>
  )
}
`

/** src/modules/payment-gateways/payment.tsx */
export const PAYMENT = `"use client"

import { finishPayment, retryPayment } from "@lib/data/payment-gateways"
import {
  PaymentPanel,
  PaymentReturn,
  useReturnedPayment,
} from "medusa-payment-gateways/storefront"
import { useRouter, useSearchParams } from "next/navigation"
import { useState } from "react"

/** A payment from its first question to its order. */
const Payment = ({
  countryCode,
  ...props
}: {
  sessionId?: string
  countryCode: string
}) => {
  const router = useRouter()
  // The one that the page was opened with: when it is forgotten, the page is shown anew before the shopper leaves it.
  const [sessionId] = useState(props.sessionId)

  if (!sessionId) {
    return <Returned countryCode={countryCode} />
  }

  return (
    <PaymentPanel
      sessionId={sessionId}
      onDone={async () => {
        const { path } = await finishPayment(sessionId, countryCode)
        router.replace(path)
      }}
      onRetry={async () => {
        const { path } = await retryPayment(sessionId, countryCode)
        router.replace(path)
      }}
    />
  )
}

/** For a shopper who comes back in another browser, as bank apps do: only the page's address tells of the payment. */
const Returned = ({ countryCode }: { countryCode: string }) => {
  const router = useRouter()
  const flow = useReturnedPayment("?" + useSearchParams().toString())
  return <PaymentReturn flow={flow} onRetry={() => router.push("/" + countryCode + "/cart")} />
}

export default Payment
`

/** src/app/api/payment-return/route.ts: the address that a gateway sends shoppers back to. */
export const PAYMENT_RETURN = `import { paymentUnderWay } from "@lib/payment-gateways/under-way"
import { NextRequest, NextResponse } from "next/server"

/** Leads back to the country that the shopper has left the shop from. Whether it is paid, the page asks the store. */
export async function GET(request: NextRequest) {
  const underWay = await paymentUnderWay()
  const home = underWay ? "/" + underWay.country : ""
  // Relative, since behind a proxy this server does not know its own address.
  return new NextResponse(null, {
    status: 303,
    headers: {
      location: home + "/checkout/payment" + request.nextUrl.search,
      "cache-control": "no-store",
    },
  })
}

/** Some gateways send shoppers back by a form, which brings no cookies along: only the next question does. */
export async function POST(request: NextRequest) {
  return new NextResponse(null, {
    status: 303,
    headers: { location: request.nextUrl.pathname + request.nextUrl.search },
  })
}
`
