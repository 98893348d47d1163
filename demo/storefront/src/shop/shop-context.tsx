import type Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/types"
import { createContext, useContext, useEffect, useState, type ReactNode } from "react"

import { memory } from "../lib/memory"

/** A shopper's cart. */
export type Cart = HttpTypes.StoreCart

/** What is wanted of a cart beside Medusa's usual fields, to be sent with every call that answers with one. */
export const CART = { fields: "+shipping_methods.name,+items.total" }

/** What every page may use. */
export interface Shop {
  sdk: Medusa
  regions: HttpTypes.StoreRegion[]
  region: HttpTypes.StoreRegion
  chooseRegion(id: string): Promise<void>
  cart: Cart | undefined
  addToCart(variantId: string): Promise<void>
  changeQuantity(lineId: string, quantity: number): Promise<void>
  setCart(cart: Cart): void
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
export function ShopProvider({ sdk, children }: { sdk: Medusa; children: ReactNode }) {
  const [start, setStart] = useState<Start>()
  useEffect(() => {
    loadStart(sdk).then(setStart, (error: unknown) => console.error(error))
  }, [sdk])
  if (!start) return <p className="loading">Opening the shop …</p>
  return (
    <LoadedShop sdk={sdk} start={start}>
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

function LoadedShop({ sdk, start, children }: { sdk: Medusa; start: Start; children: ReactNode }) {
  const [regionId, setRegionId] = useState(start.regionId)
  const [cart, keepCart] = useState(start.cart)
  const region = start.regions.find(({ id }) => id === regionId) ?? start.regions[0]
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
  const addToCart = async (variantId: string) => {
    const target = cart ?? (await sdk.store.cart.create({ region_id: region.id }, CART)).cart
    setCart(
      (await sdk.store.cart.createLineItem(target.id, { variant_id: variantId, quantity: 1 }, CART)).cart,
    )
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
  const shop = { sdk, regions, region, chooseRegion, cart, addToCart, changeQuantity, setCart, forgetCart }
  return <Context.Provider value={shop}>{children}</Context.Provider>
}
