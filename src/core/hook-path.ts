/** Path of a provider's notification hook, below the server's public address: "hooks/payment-gateways/bank_main". */
export const hookPath = (providerId: string) => `hooks/payment-gateways/${providerId.replace(/^pp_/, "")}`
