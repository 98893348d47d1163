import Medusa from "@medusajs/js-sdk"

/** Medusa's client with the session (or token) of whoever is signed in to the dashboard. */
export const sdk = new Medusa({
  baseUrl: __BACKEND_URL__ ?? "/",
  auth: { type: __AUTH_TYPE__ ?? "session", jwtTokenStorageKey: __JWT_TOKEN_STORAGE_KEY__ || undefined },
})
