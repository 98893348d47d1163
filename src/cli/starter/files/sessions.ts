/** src/lib/payment-gateways/sessions.ts: what both the server and browsers tell apart. */
export const SESSIONS = `/** Whether a payment session is a gateway's, and not Stripe's or a manual one. */
export const isGatewaySession = (session?: {
  data?: Record<string, unknown>
}): boolean =>
  typeof session?.data?.session_id === "string" && "next_action" in session.data
`
