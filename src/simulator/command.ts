import { parseArgs } from "node:util"
import {
  DEFAULT_M2CERBER_MERCHANT,
  DEFAULT_TEGRO_SHOP,
  DEFAULT_YOOKASSA_SHOP,
  type SimulatorOptions,
} from "./options"
import { hookOf, storeEntries, type StoreEntry } from "./store-check"

/** What the command line asks for. */
export interface Command {
  help: boolean
  quiet: boolean
  options: SimulatorOptions
  /** The store whose addresses are set and checked; undefined: none was named. */
  store?: { medusaUrl: string; entries: StoreEntry[] }
}

export const HELP = `The payment gateways Tegro.money, m2cerber and YooKassa as a local server that moves no real money.

Usage: medusa-payment-gateways-simulator [options]

  --port <n>          port to listen on (default 4010, or PORT)
  --host <address>    address to listen on (default 127.0.0.1)
  --public-url <url>  where browsers reach it, if not http://host:port
  --medusa <url>      the store: sets the notification addresses, and checks whether it hears them
  --entries <names>   its provider entries (default tegro_main,m2cerber_main,yookassa_main)
  --notify-url <url>  the Tegro shop's notification URL
  --success-url <url> the Tegro shop's success URL
  --fail-url <url>    the Tegro shop's fail URL
  --yookassa-notify-url <url>  the YooKassa shop's notification URL
  --quiet             no line per call
  --help              this text

Keys come from the environment, so that the simulator and Medusa can share one .env file:
  TEGRO_SHOP_ID  TEGRO_API_KEY  TEGRO_SECRET_KEY  M2CERBER_MERCHANT_ID  M2CERBER_SECRET_KEY
  YOOKASSA_SHOP_ID  YOOKASSA_SECRET_KEY
Without them: DEFAULT_TEGRO_SHOP, DEFAULT_M2CERBER_MERCHANT and DEFAULT_YOOKASSA_SHOP of
medusa-payment-gateways-simulator.`

const DEFAULT_PORT = 4010

type Environment = Record<string, string | undefined>

/** Reads flags and environment; throws on flags that do not exist and on a port that is none. */
export function readCommand(args: readonly string[], env: Environment): Command {
  const flags = readFlags(args)
  const store = readStore(flags.medusa, flags.entries)
  const hook = (gateway: string) => {
    const entry = store?.entries.find((one) => one.gateway === gateway)
    return store && entry && hookOf(store.medusaUrl, entry)
  }
  return {
    help: flags.help ?? false,
    quiet: flags.quiet ?? false,
    ...(store && { store }),
    options: {
      port: readPort(flags.port ?? env.PORT ?? String(DEFAULT_PORT)),
      host: flags.host,
      publicUrl: flags["public-url"],
      ...shopsOf(env, {
        notifyUrl: flags["notify-url"] ?? hook("tegro"),
        successUrl: flags["success-url"],
        failUrl: flags["fail-url"],
        yookassaNotifyUrl: flags["yookassa-notify-url"] ?? hook("yookassa"),
      }),
    },
  }
}

const readFlags = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      host: { type: "string" },
      "public-url": { type: "string" },
      "notify-url": { type: "string" },
      "success-url": { type: "string" },
      "fail-url": { type: "string" },
      "yookassa-notify-url": { type: "string" },
      medusa: { type: "string" },
      entries: { type: "string" },
      quiet: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  }).values

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65535)) throw new Error(`--port must be a number from 0 to 65535, not "${text}"`)
  return port
}

type Addresses = Record<"notifyUrl" | "successUrl" | "failUrl" | "yookassaNotifyUrl", string | undefined>

/** The shops of all gateways, with the keys of the environment. */
function shopsOf(env: Environment, { yookassaNotifyUrl, ...tegroUrls }: Addresses) {
  const tegroKeys = {
    publicKey: env.TEGRO_SHOP_ID,
    apiKey: env.TEGRO_API_KEY,
    secretKey: env.TEGRO_SECRET_KEY,
  }
  const m2cerberKeys = { merchId: env.M2CERBER_MERCHANT_ID, secretKey: env.M2CERBER_SECRET_KEY }
  const yookassaKeys = { shopId: env.YOOKASSA_SHOP_ID, secretKey: env.YOOKASSA_SECRET_KEY }
  return {
    tegroShops: [{ ...DEFAULT_TEGRO_SHOP, ...given(tegroKeys), ...tegroUrls }],
    m2cerberMerchants: [{ ...DEFAULT_M2CERBER_MERCHANT, ...given(m2cerberKeys) }],
    yookassaShops: [{ ...DEFAULT_YOOKASSA_SHOP, ...given(yookassaKeys), notifyUrl: yookassaNotifyUrl }],
  }
}

const ALL_ENTRIES = "tegro_main,m2cerber_main,yookassa_main"

function readStore(medusa: string | undefined, entries = ALL_ENTRIES): Command["store"] {
  if (medusa === undefined) return undefined
  if (!/^https?:\/\//.test(medusa) || !URL.canParse(medusa)) {
    throw new Error(`--medusa must be the store's address, such as http://localhost:9000, not "${medusa}"`)
  }
  return { medusaUrl: medusa.replace(/\/+$/, ""), entries: storeEntries(entries) }
}

/** Empty variables of an .env file do not count. */
function given(values: Environment): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Record<string, string>
}
