import type { Starter } from "./recognise"

/** What the merchant does after the files are written. */
export function leftToDo({ folder, backendUrl }: Starter, install: string): string {
  return [
    "What is left to do:",
    "",
    `1. Install the package: ${install}`,
    `2. Keep ${folder ? `${folder}/` : ""}.env.local as it is: ${backendUrl} and`,
    "   NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY are all that is needed, and browsers need no access to Medusa.",
    "3. In Medusa's dashboard, offer the gateways in a region: Settings → Regions → Payment Providers.",
    "4. Tell the gateways where shoppers come back to, paid or not:",
    "",
    "     https://<your shop>/api/payment-return",
    "",
    "   Tegro: success URL and fail URL in the cabinet. YooKassa: option `returnUrl` in medusa-config.ts, with the payment's",
    "   number: https://<your shop>/api/payment-return?number={reference}. m10: nothing.",
    '5. For the dashboard\'s payment links, name the shop in medusa-config.ts: admin: { storefrontUrl: "https://<your shop>" }',
    "",
    "Look at all of it with git diff. The guide: docs/storefront.md in medusa-payment-gateways.",
  ].join("\n")
}
