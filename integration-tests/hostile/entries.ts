/** The options of the three entries that hostile notifications are sent to. */
export const TEGRO = { shopId: "D0F98E7D7742609DC508D86BB7500914", apiKey: "api", secretKey: "tegro-secret" }
export const M2CERBER = {
  merchantId: "1",
  secretKey: "m2cerber-secret",
  callbackBaseUrl: "https://shop.example",
}
export const YOOKASSA = {
  shopId: "100500",
  secretKey: "live_secret",
  returnUrl: "https://shop.example/paid/{reference}",
}
