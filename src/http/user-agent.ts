import { version } from "../version"

/** Cloudflare, which stands before the gateways, refuses the default user agents of HTTP libraries (error 1010). */
export const USER_AGENT = `Mozilla/5.0 (compatible; medusa-payment-gateways/${version}; +https://www.npmjs.com/package/medusa-payment-gateways)`
