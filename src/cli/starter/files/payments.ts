/** src/modules/payment-gateways/index.tsx: around the pages of the checkout. */
export const PAYMENTS = `import { shopperLocale } from "@lib/payment-gateways/server"
import React from "react"

import PaymentsInBrowser from "./in-browser"

/** Language and access to the store for the payment components below. */
const GatewayPayments = async ({ children }: { children: React.ReactNode }) => (
  <PaymentsInBrowser locale={await shopperLocale()}>{children}</PaymentsInBrowser>
)

export default GatewayPayments
`

/** src/modules/payment-gateways/in-browser.tsx */
export const IN_BROWSER = `"use client"

import { askStore } from "@lib/data/payment-gateways"
import {
  createPaymentsClient,
  labelsFor,
  PaymentsProvider,
} from "medusa-payment-gateways/storefront"
import "medusa-payment-gateways/storefront/style.css"
import React, { useMemo } from "react"

/** The shop's own colours, as variables of the payment components. */
const LOOK = {
  "--mpg-accent": "#18181b",
  "--mpg-on-accent": "#fff",
  "--mpg-radius": "10px",
} as React.CSSProperties

const PaymentsInBrowser = ({
  locale,
  children,
}: {
  locale: string
  children: React.ReactNode
}) => {
  const client = useMemo(
    () => createPaymentsClient({ locale, transport: (request) => askStore(request) }),
    [locale]
  )
  return (
    <PaymentsProvider client={client} locale={locale} labels={labelsFor(locale)}>
      <div data-mpg-theme="light" style={LOOK}>
        {children}
      </div>
    </PaymentsProvider>
  )
}

export default PaymentsInBrowser
`
