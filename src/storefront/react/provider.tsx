"use client"

import { createContext, useContext, useMemo, type ReactNode } from "react"

import type { PaymentsClient } from "../client.js"
import { en, type Labels } from "../labels/en.js"
import { fill } from "../labels/fill.js"
import { formatMoney } from "../money.js"

export interface PaymentsProviderProps {
  client: PaymentsClient
  /** The language of amounts and of the server's texts: "ru", "az-AZ". The client's by default, else "en". */
  locale?: string
  /** English by default. Pass `ru` or `az`, which come with the package, or texts of your own: `{ ...ru, retry: "…" }`. */
  labels?: Partial<Labels>
  /** Your own way of writing amounts. */
  formatMoney?: (amount: string, currencyCode: string, locale: string) => string
  children: ReactNode
}

export interface Payments {
  client: PaymentsClient
  locale: string
  /** A label with values put in. */
  say: (label: keyof Labels, values?: Record<string, string>) => string
  money: (amount: string, currencyCode: string) => string
}

const Context = createContext<Payments | null>(null)

/** Gives client, language and texts to all components below it. */
export function PaymentsProvider({ client, labels, children, ...props }: PaymentsProviderProps) {
  const locale = props.locale ?? client.locale ?? "en"
  const write = props.formatMoney ?? formatMoney
  const value = useMemo(() => {
    const words = { ...en, ...labels }
    const say: Payments["say"] = (label, values) => (values ? fill(words[label], values) : words[label])
    return { client, locale, say, money: (amount: string, code: string) => write(amount, code, locale) }
  }, [client, locale, labels, write])
  return <Context.Provider value={value}>{children}</Context.Provider>
}

/** What a {@link PaymentsProvider} gives to the components below it. @throws Error outside of one */
export function usePayments(): Payments {
  const payments = useContext(Context)
  if (!payments) throw new Error("No <PaymentsProvider> around this")
  return payments
}
