/** How a Tegro shop judges the `nonce` of a request. The docs only say "different from the previous one". */
export type NonceRule = "differs" | "increasing" | "unique-ever"

/** One shop of the Tegro cabinet, with its three keys. Money is written as decimal strings. */
export interface TegroShopFixture {
  /** The shop's number in the cabinet. */
  id: number
  name: string
  /** "Public KEY", sent as `shop_id`. */
  publicKey: string
  /** "Secret KEY": signs `/pay/` links and notifications (MD5). */
  secretKey: string
  /** "API KEY": signs REST bodies (HMAC-SHA256). */
  apiKey: string
  notifyUrl?: string
  successUrl?: string
  failUrl?: string
  /** Refuses a payment without a receipt. Default false. */
  receiptRequired?: boolean
  /** Currencies on offer. Default RUB, USD, EUR. */
  currencies?: string[]
  /** Currency → decimal string. */
  balance?: Record<string, string>
  /** The real gateway switches mass payouts on by hand. Default true. */
  withdrawalsEnabled?: boolean
  /** Default "differs". */
  nonceRule?: NonceRule
}

/** One merchant of m2cerber. Money is AZN, written as decimal strings. */
export interface M2cerberMerchantFixture {
  merchId: string
  secretKey: string
  /** What payouts are paid from. Default "10000". */
  payoutBalance?: string
}

/** One shop of YooKassa's cabinet. */
export interface YookassaShopFixture {
  /** User name of the API, digits. */
  shopId: string
  /** Its password. A key that begins with `test_` makes it a test shop. */
  secretKey: string
  /** `recipient.gateway_id`. Default the shop's id. */
  gatewayId?: string
  notifyUrl?: string
  /** Ways to pay. Default all that are simulated; a test shop has cards and the wallet only. */
  methods?: ("bank_card" | "yoo_money" | "sbp" | "sberbank" | "tinkoff_bank")[]
}

/** Options of {@link startSimulator}. */
export interface SimulatorOptions {
  /** Default 0: any free port. */
  port?: number
  /** Default "127.0.0.1". */
  host?: string
  /** Where browsers reach the simulator, when that is not `http://host:port` (a container, a proxy). */
  publicUrl?: string
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: () => number
  tegroShops?: TegroShopFixture[]
  m2cerberMerchants?: M2cerberMerchantFixture[]
  yookassaShops?: YookassaShopFixture[]
  /** One line per call and delivery, without secrets. Default silent. */
  log?: (line: string) => void
}

/** The shop of the docs' own samples, so that their signatures can be compared with the printed ones. */
export const DEFAULT_TEGRO_SHOP: TegroShopFixture = {
  id: 1,
  name: "DEMO1",
  publicKey: "D0F98E7D7742609DC508D86BB7500914",
  secretKey: "GB%^&*YJni677",
  apiKey: "EEFA1913EA9D9351469B1E5D852A",
  balance: { RUB: "1396.68", USD: "0.00", EUR: "1.23", UAH: "0.00" },
}

/** The only merchant unless others are given. */
export const DEFAULT_M2CERBER_MERCHANT: M2cerberMerchantFixture = {
  merchId: "1",
  secretKey: "simulator-secret",
}

/** A test shop, as its key says. */
export const DEFAULT_YOOKASSA_SHOP: YookassaShopFixture = {
  shopId: "100500",
  secretKey: "test_simulator-secret",
  gatewayId: "100700",
}
