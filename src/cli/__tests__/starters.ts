import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

/*
 * Storefronts with the places that the command looks for, and nothing else: written for the tests. The starters
 * themselves are what `npm run check:starters` is for.
 */

const files = (backendUrl: string): Record<string, string> => ({
  "package.json": `{
  "name": "shop",
  "dependencies": {
    "lodash": "^4.17.21",
    "next": "15.0.0"
  }
}
`,
  "src/middleware.ts": `export const config = { matcher: ["/((?!api).*)"] }\n`,
  "src/lib/config.ts": `export const url = process.env.${backendUrl}\n`,
  "src/lib/data/payment.ts": `"use server"

import { sdk } from "@lib/config"

export const listCartPaymentMethods = async (regionId: string) =>
  sdk.client
    .fetch("/store/payment-providers", { query: { region_id: regionId } })
    .then(({ payment_providers }) =>
      payment_providers.sort((a, b) => {
        return a.id > b.id ? 1 : -1
      })
    )
    .catch(() => null)
`,
  "src/lib/data/cart.ts": `"use server"\n`,
  "src/lib/data/cookies.ts": `import { cookies as nextCookies } from "next/headers"

export const getCartId = async () => {
  const cookies = await nextCookies()
  return cookies.get("_medusa_cart_id")?.value
}

export const getToken = async () => {
  const cookies = await nextCookies()
  return cookies.get("_medusa_jwt")?.value
}
`,
  "src/app/[countryCode]/(checkout)/layout.tsx": `import React from "react"

export default function CheckoutLayout({ children }: { children: React.ReactNode }) {
  return <div className="relative" data-testid="checkout-container">{children}</div>
}
`,
  "src/modules/checkout/components/payment/index.tsx": `"use client"

import { useSearchParams } from "next/navigation"

const Payment = ({ cart, availablePaymentMethods }) => {
  const searchParams = useSearchParams()

  const handleSubmit = async () => {
    try {
      if (!checkActiveSession) {
        await initiatePaymentSession(cart)
      }
    } finally {
      setIsLoading(false)
    }
  }

  return (
    <div>
      {availablePaymentMethods.map((paymentMethod) => (
        <div key={paymentMethod.id}>
          {isStripeLike(paymentMethod.id) ? (
            <StripeCardContainer />
          ) : (
            <PaymentContainer
              paymentInfoMap={paymentInfoMap}
              paymentProviderId={paymentMethod.id}
            />
          )}
        </div>
      ))}
      {paymentInfoMap[activeSession?.provider_id]?.title ||
        activeSession?.provider_id}
      {paymentInfoMap[selectedPaymentMethod]?.icon || (
        <CreditCard />
      )}
    </div>
  )
}
`,
  "src/modules/checkout/components/payment-button/index.tsx": `"use client"

import { isManual } from "@lib/constants"

const PaymentButton = ({ cart }) => {
  switch (true) {
    case isManual(paymentSession?.provider_id):
      return <ManualTestPaymentButton />
    default:
      return <Button disabled />
  }
}
`,
  "src/modules/order/components/payment-details/index.tsx": `import { isStripeLike, paymentInfoMap } from "@lib/constants"

const PaymentDetails = ({ order }: PaymentDetailsProps) => {
  const payment = order.payment_collections?.[0].payments?.[0]

  return (
    <div>
      {paymentInfoMap[payment.provider_id].title}
      {paymentInfoMap[payment.provider_id].icon}
    </div>
  )
}
`,
})

/** Writes a storefront like `nextjs-starter-medusa` into a folder. */
export function writeNextStarter(folder: string): void {
  writeAll(folder, files("MEDUSA_BACKEND_URL"))
}

/** Writes a monorepo like `dtc-starter` into a folder. */
export function writeDtcStarter(folder: string): void {
  writeAll(folder, { "package.json": `{ "name": "monorepo" }\n`, "pnpm-lock.yaml": "" })
  writeAll(join(folder, "apps/storefront"), files("NEXT_PUBLIC_MEDUSA_BACKEND_URL"))
}

function writeAll(folder: string, texts: Record<string, string>): void {
  for (const [path, text] of Object.entries(texts)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}
