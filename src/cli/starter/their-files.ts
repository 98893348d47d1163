import { after, before, dependency, importing, instead, type FileEdits } from "./edits"

/**
 * The edits of the starter's own files.
 *
 * @param version of this package, as package.json asks for it
 */
export function theirFiles(version: string): FileEdits[] {
  return [
    { path: "package.json", edits: [dependency("medusa-payment-gateways", version)] },
    // Titles, icons and fields of the gateways come with Medusa's list of providers.
    {
      path: "src/lib/data/payment.ts",
      edits: [
        importing("{ withGateways }", "@lib/payment-gateways/server"),
        after(
          `.then(({ payment_providers }) =>
            payment_providers.sort((a, b) => {
              return a.id > b.id ? 1 : -1
            })
          )`,
          `
    .then((providers) => withGateways(providers, regionId))`,
        ),
      ],
    },
    // A paid cart is forgotten even if the shopper never comes back.
    {
      path: "src/lib/data/cookies.ts",
      edits: [
        importing("{ openCartId }", "@lib/payment-gateways/under-way"),
        instead(
          `return cookies.get("_medusa_cart_id")?.value`,
          `return openCartId(cookies.get("_medusa_cart_id")?.value)`,
        ),
      ],
    },
    {
      path: "src/app/[countryCode]/(checkout)/layout.tsx",
      edits: [
        importing("GatewayPayments", "@modules/payment-gateways"),
        instead(
          `data-testid="checkout-container">{children}</div>`,
          `data-testid="checkout-container">
        <GatewayPayments>{children}</GatewayPayments>
      </div>`,
        ),
      ],
    },
    {
      path: "src/modules/checkout/components/payment/index.tsx",
      edits: [
        importing("{ GatewayContainer, useGateway }", "@modules/payment-gateways/payment-step"),
        before(
          `const searchParams = useSearchParams()`,
          `const gateway = useGateway(
    availablePaymentMethods,
    selectedPaymentMethod,
    cart?.total
  )

  `,
        ),
        instead(
          `if (!checkActiveSession) {`,
          `const refused = await gateway.open()

      if (refused !== undefined) {
        return setError(refused)
      }

      if (!gateway.isChosen && !checkActiveSession) {`,
        ),
        instead(
          `) : (
            <PaymentContainer
              paymentInfoMap={paymentInfoMap}
              paymentProviderId={paymentMethod.id}`,
          `) : gateway.of(paymentMethod.id) ? (
                      <GatewayContainer
                        gateway={gateway}
                        method={gateway.of(paymentMethod.id)!}
                        chosen={selectedPaymentMethod}
                      />
                    ) : (
                      <PaymentContainer
                        paymentInfoMap={paymentInfoMap}
                        paymentProviderId={paymentMethod.id}`,
        ),
        instead(
          `{paymentInfoMap[activeSession?.provider_id]?.title ||`,
          `{gateway.title(activeSession?.provider_id) ||
                    paymentInfoMap[activeSession?.provider_id]?.title ||`,
        ),
        instead(
          `{paymentInfoMap[selectedPaymentMethod]?.icon || (`,
          `{gateway.icon(selectedPaymentMethod) ||
                      paymentInfoMap[selectedPaymentMethod]?.icon || (`,
        ),
      ],
    },
    {
      path: "src/modules/checkout/components/payment-button/index.tsx",
      edits: [
        importing("{ isGatewaySession }", "@lib/payment-gateways/sessions"),
        importing("GatewayPayButton", "@modules/payment-gateways/pay-button"),
        before(
          `case isManual(paymentSession?.provider_id):`,
          `case isGatewaySession(paymentSession):
      return <GatewayPayButton notReady={notReady} cart={cart} />
    `,
        ),
      ],
    },
    // The starter's order page fails at any provider but Stripe and manual.
    {
      path: "src/modules/order/components/payment-details/index.tsx",
      edits: [
        importing("{ paymentInfo }", "@modules/payment-gateways/payment-info"),
        instead(
          `import { isStripeLike, paymentInfoMap } from "@lib/constants"`,
          `import { isStripeLike } from "@lib/constants"`,
        ),
        instead(
          `const PaymentDetails = ({ order }: PaymentDetailsProps) => {`,
          `const PaymentDetails = async ({ order }: PaymentDetailsProps) => {`,
        ),
        after(
          `const payment = order.payment_collections?.[0].payments?.[0]`,
          `
  const info = await paymentInfo(payment?.provider_id, order.region_id)`,
        ),
        instead(`{paymentInfoMap[payment.provider_id].title}`, `{info.title}`),
        instead(`{paymentInfoMap[payment.provider_id].icon}`, `{info.icon}`),
      ],
    },
  ]
}
