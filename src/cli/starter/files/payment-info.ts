/** src/modules/payment-gateways/payment-info.tsx: how an order's payment is called. */
export const PAYMENT_INFO = `import { paymentInfoMap } from "@lib/constants"
import { gatewayMethods } from "@lib/payment-gateways/server"
import { CreditCard } from "@medusajs/icons"
import React from "react"

/** Title and icon of a payment's provider: the shop's own, else what the gateway says of itself, else its name. */
export const paymentInfo = async (
  providerId: string | undefined,
  regionId: string | null | undefined
): Promise<{ title: string; icon: React.JSX.Element }> => {
  if (!providerId) return { title: "", icon: <CreditCard /> }
  if (paymentInfoMap[providerId]) return paymentInfoMap[providerId]
  const methods = regionId ? await gatewayMethods(regionId) : null
  const method = methods?.find(({ provider_id }) => provider_id === providerId)
  if (!method) return { title: nameOf(providerId), icon: <CreditCard /> }
  return {
    title: method.title,
    // eslint-disable-next-line @next/next/no-img-element
    icon: <img src={method.icon} alt="" width={20} height={20} />,
  }
}

/** Tegro of pp_tegro_main. */
const nameOf = (providerId: string) => {
  const name = providerId.split("_")[1] ?? providerId
  return name.charAt(0).toUpperCase() + name.slice(1)
}
`
