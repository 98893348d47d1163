import { CATALOG } from "../texts/catalog"
import { COUNTRIES } from "../texts/countries"
import { useSpeech } from "./language"

interface Named {
  handle?: string | null
  title?: string | null
  subtitle?: string | null
  description?: string | null
}

const REGIONS = { Russia: "russia", Azerbaijan: "azerbaijan", Europe: "europe" } as const
const DELIVERIES = { "Parcel locker": "pickup", Courier: "courier" } as const

/** Names of what the shop sells, in its language. */
export function useNames() {
  const { language, t } = useSpeech()
  const textsOf = (handle: string | null | undefined) => CATALOG[handle ?? ""]?.[language]
  const known = <T extends object>(table: T, name: string) => table[name as keyof T] as T[keyof T] | undefined
  return {
    product: (product: Named) => ({ ...product, ...textsOf(product.handle) }),
    option: (handle: string | null | undefined, title = "") => textsOf(handle)?.option ?? title,
    variant: (handle: string | null | undefined, title = "") => textsOf(handle)?.values[title] ?? title,
    region: (name: string) => {
      const key = known(REGIONS, name)
      return key ? t(key) : name
    },
    delivery: (name: string) => {
      const key = known(DELIVERIES, name)
      return key ? { name: t(key), text: t(`${key}Text`) } : { name, text: "" }
    },
    country: (code: string) =>
      COUNTRIES[language]?.[code] ??
      new Intl.DisplayNames(language, { type: "region" }).of(code.toUpperCase()) ??
      code,
  }
}
