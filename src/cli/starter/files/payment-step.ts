/** src/modules/payment-gateways/payment-step.tsx: the gateways in the payment step's list. */
export const PAYMENT_STEP = `"use client"

import { openPayment } from "@lib/data/payment-gateways"
import type { OfferedProvider } from "@lib/payment-gateways/server"
import PaymentContainer from "@modules/checkout/components/payment-container"
import {
  MethodNote,
  takes,
  useMethodFields,
  usePayments,
  type PaymentMethod,
} from "medusa-payment-gateways/storefront"
import { useParams } from "next/navigation"
import React from "react"

/** The gateways among the ways to pay, and what the chosen one asks for. */
export const useGateway = (
  providers: OfferedProvider[],
  chosen: string,
  amount: unknown
) => {
  const { say } = usePayments()
  const countryCode = String(useParams().countryCode)
  const of = (id?: string) =>
    providers?.find((provider) => provider.id === id)?.gateway
  const method = of(chosen)
  const form = useMethodFields(method)

  return {
    of,
    fields: form.fields,
    isChosen: method !== undefined,
    isUsable: (one: PaymentMethod) => takes(one, String(amount ?? 0)),
    title: (id?: string) => of(id)?.title,
    icon: (id?: string) => {
      const found = of(id)
      return found && <GatewayIcon method={found} />
    },
    /** Opens the chosen gateway's payment. Undefined when it is open, or when no gateway is chosen; else what to show. */
    open: async (): Promise<string | undefined> => {
      if (!method) return undefined
      const data = form.read()
      if (!data) return ""
      const { provider_id } = method
      const { error } = await openPayment({ provider_id, data, countryCode })
      return error === undefined ? undefined : error || say("actionFailed")
    },
  }
}

/** A gateway in the list, with its fields once it is chosen. */
export const GatewayContainer = ({
  gateway,
  method,
  chosen,
}: {
  gateway: ReturnType<typeof useGateway>
  method: PaymentMethod
  chosen: string | null
}) => {
  const { say } = usePayments()
  const { provider_id: id, title, is_test } = method
  const isUsable = gateway.isUsable(method)
  return (
    <PaymentContainer
      paymentProviderId={id}
      selectedPaymentOptionId={chosen}
      paymentInfoMap={{
        [id]: {
          title: is_test ? title + " (" + say("test") + ")" : title,
          icon: <GatewayIcon method={method} />,
        },
      }}
      disabled={!isUsable}
    >
      <div className="flex flex-col text-ui-fg-subtle">
        <MethodNote method={method} isUsable={isUsable} />
      </div>
      {chosen === id && gateway.fields && (
        <div className="-mx-4 mt-2" onKeyDown={keep} onClick={keep}>
          {gateway.fields}
        </div>
      )}
    </PaymentContainer>
  )
}

const GatewayIcon = ({ method }: { method: PaymentMethod }) => (
  // eslint-disable-next-line @next/next/no-img-element
  <img src={method.icon} alt="" width={28} height={28} className="max-w-none" />
)

/** The list of radio buttons would take the space bar and the arrows for itself. */
const keep = (event: React.SyntheticEvent) => event.stopPropagation()
`

/** src/modules/payment-gateways/pay-button.tsx: the end of the review step. */
export const PAY_BUTTON = `"use client"

import { startPayment } from "@lib/data/payment-gateways"
import { HttpTypes } from "@medusajs/types"
import { goToPayment, PayButton } from "medusa-payment-gateways/storefront"
import { useParams, useRouter } from "next/navigation"

/** Leaves for the gateway's page, or goes to the page of the transfer. */
const GatewayPayButton = ({
  cart,
  notReady,
}: {
  cart: HttpTypes.StoreCart
  notReady: boolean
}) => {
  const router = useRouter()
  const countryCode = String(useParams().countryCode)
  const pay = async () => {
    const started = await startPayment(countryCode)
    if (started.error !== undefined) return { error: started.error }
    if (!goToPayment(started.next)) router.push(started.path)
  }
  return (
    <PayButton
      amount={String(cart.total)}
      currencyCode={cart.currency_code}
      disabled={notReady}
      onPay={pay}
    />
  )
}

export default GatewayPayButton
`
