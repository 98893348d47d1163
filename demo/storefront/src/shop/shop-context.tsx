import type Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/types"
import type { PaymentsClient } from "medusa-payment-gateways/storefront"
import { createContext, useContext, useEffect, useState, type ReactNode } from "react"

import { Waiting } from "../components/waiting"
import { useSpeech } from "../language/language"
import { memory } from "../lib/memory"
import { useLoaded } from "../lib/use-loaded"
import type { Connection } from "./sdk"

/** A shopper's cart. */
export type Cart = HttpTypes.StoreCart

/** What is wanted of a cart beside Medusa's usual fields, to be sent with every call that answers with one. */
export const CART = { fields: "+shipping_methods.name,+items.total,+items.product_handle" }

/** What is to be put into a cart. */
export interface NewLine {
  variant_id: string
  quantity: number
}

/** What every page may use. */
export interface Shop {
  sdk: Medusa
  payments: PaymentsClient
  regions: HttpTypes.StoreRegion[]
  region: HttpTypes.StoreRegion
  chooseRegion(id: string): Promise<void>
  cart: Cart | undefined
  addToCart(lines: NewLine[]): Promise<void>
  changeQuantity(lineId: string, quantity: number): Promise<void>
  setCart(cart: Cart): void
  /** Another page may have changed it. */
  reloadCart(): Promise<void>
  /** The cart has become an order. */
  forgetCart(): void
}

const regionMemory = memory<string>("region")
const cartMemory = memory<string>("cart")
const Context = createContext<Shop | undefined>(undefined)

/** The shop around this component. */
export function useShop(): Shop {
  const shop = useContext(Context)
  if (!shop) throw new Error("useShop is used outside of ShopProvider")
  return shop
}

interface Start {
  regions: HttpTypes.StoreRegion[]
  regionId: string
  cart: Cart | undefined
}

/** Loads the regions and the cart of the last visit. */
export function ShopProvider({ connection, children }: { connection: Connection; children: ReactNode }) {
  const { t } = useSpeech()
  const start = useLoaded(() => loadStart(connection.sdk), [connection])
  if (!start.value) return <Waiting on={start} text={t("opening")} />
  return (
    <LoadedShop connection={connection} start={start.value}>
      {children}
    </LoadedShop>
  )
}

async function loadStart(sdk: Medusa): Promise<Start> {
  const [{ regions }, cart] = await Promise.all([sdk.store.region.list(), recallCart(sdk)])
  const remembered = cart?.region_id ?? regionMemory.read()
  const first =
    regions.find(({ id }) => id === remembered) ?? regions.find((r) => r.name === "Russia") ?? regions[0]
  if (!first) throw new Error("The shop has no region")
  return { regions, regionId: first.id, cart }
}

async function recallCart(sdk: Medusa): Promise<Cart | undefined> {
  const id = cartMemory.read()
  if (!id) return undefined
  try {
    const { cart } = await sdk.store.cart.retrieve(id, { fields: `${CART.fields},+completed_at` })
    const { completed_at: completedAt } = cart as Cart & { completed_at?: string | null }
    return completedAt ? undefined : cart
  } catch {
    return undefined
  }
}

interface LoadedShopProps {
  connection: Connection
  start: Start
  children: ReactNode
}

function LoadedShop({ connection: { sdk, payments }, start, children }: LoadedShopProps) {
  const [regionId, setRegionId] = useState(start.regionId)
  const [cart, keepCart] = useState(start.cart)
  const region = start.regions.find(({ id }) => id === regionId) ?? start.regions[0]
  const reloadCart = async () => keepCart(await recallCart(sdk))
  useReturn(() => void reloadCart())
  if (!region) return null

  const setCart = (changed: Cart) => {
    cartMemory.write(changed.id)
    keepCart(changed)
  }
  const chooseRegion = async (id: string) => {
    regionMemory.write(id)
    setRegionId(id)
    if (cart) setCart((await sdk.store.cart.update(cart.id, { region_id: id }, CART)).cart)
  }
  const addToCart = async (lines: NewLine[]) => {
    let target = cart ?? (await sdk.store.cart.create({ region_id: region.id }, CART)).cart
    for (const line of lines) target = (await sdk.store.cart.createLineItem(target.id, line, CART)).cart
    setCart(target)
  }
  const changeQuantity = async (lineId: string, quantity: number) => {
    if (!cart) return
    if (quantity > 0)
      return setCart((await sdk.store.cart.updateLineItem(cart.id, lineId, { quantity }, CART)).cart)
    const { parent } = await sdk.store.cart.deleteLineItem(cart.id, lineId, CART)
    if (parent) setCart(parent)
  }
  const forgetCart = () => {
    cartMemory.forget()
    keepCart(undefined)
  }
  const { regions } = start
  const actions = { chooseRegion, addToCart, changeQuantity, setCart, reloadCart, forgetCart }
  const shop = { sdk, payments, regions, region, cart, ...actions }
  return <Context.Provider value={shop}>{children}</Context.Provider>
}

/** Calls when the shopper comes back to this tab: the cart may have been changed in another one. */
function useReturn(work: () => void): void {
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && work()
    document.addEventListener("visibilitychange", look)
    return () => document.removeEventListener("visibilitychange", look)
  }, [work])
}
