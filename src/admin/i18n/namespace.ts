/** Keeps these texts apart from the dashboard's and other plugins'. */
export const NAMESPACE = "payment_gateways"
