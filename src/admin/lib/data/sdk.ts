import Medusa from "@medusajs/js-sdk"

/** Medusa's address: absolute, or "/" on the dashboard's own server. */
export const BACKEND_URL = __BACKEND_URL__ ?? "/"

/** Medusa's client with the session (or token) of whoever is signed in to the dashboard. */
export const sdk = new Medusa({
  baseUrl: BACKEND_URL,
  auth: { type: __AUTH_TYPE__ ?? "session", jwtTokenStorageKey: __JWT_TOKEN_STORAGE_KEY__ || undefined },
})
