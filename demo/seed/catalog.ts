/** Prices as they are written, one for each currency of the shop. */
export interface Prices {
  rub: number
  azn: number
  eur: number
}

/** A market of the shop. */
export interface Market {
  name: string
  currency: keyof Prices
  countries: string[]
  /** Medusa's ids of the payment providers offered there. */
  providers: string[]
}

/** The currencies and wallets of the gateways decide which of them serves which market. */
export const MARKETS: Market[] = [
  { name: "Russia", currency: "rub", countries: ["ru"], providers: ["pp_tegro_main", "pp_yookassa_main"] },
  {
    name: "Azerbaijan",
    currency: "azn",
    countries: ["az"],
    providers: ["pp_m2cerber_main", "pp_m2cerber_reserve"],
  },
  {
    name: "Europe",
    currency: "eur",
    countries: ["de", "fr", "it", "es", "nl", "at", "pl", "fi"],
    providers: ["pp_tegro_main"],
  },
]

/** A way of delivery with a flat price. */
export interface Delivery {
  code: string
  name: string
  description: string
  prices: Prices
}

export const DELIVERIES: Delivery[] = [
  {
    code: "pickup",
    name: "Parcel locker",
    description: "3–5 days",
    prices: { rub: 199, azn: 3.5, eur: 3.9 },
  },
  { code: "courier", name: "Courier", description: "1–2 days", prices: { rub: 349.9, azn: 6, eur: 7.5 } },
]

/** A product with one option. Its picture is `storefront/public/products/<handle>.svg`. */
export interface CatalogProduct {
  handle: string
  title: string
  subtitle: string
  description: string
  option: { title: string; values: string[] }
  prices: Prices
  stock: number
}

export const PRODUCTS: CatalogProduct[] = [
  {
    handle: "armudu-glass",
    title: "Armudu glasses",
    subtitle: "Set of six",
    description:
      "Pear-shaped tea glasses with a thin gold rim. They keep the tea hot below and cool at the lips.",
    option: { title: "Rim", values: ["Gold", "Clear"] },
    prices: { rub: 1490.5, azn: 27.9, eur: 16.4 },
    stock: 80,
  },
  {
    handle: "mountain-tea",
    title: "Mountain tea",
    subtitle: "Loose leaf, 250 g",
    description: "Black tea from the Lankaran hills with wild thyme. Strong, dark, and without bitterness.",
    option: { title: "Blend", values: ["Thyme", "Plain"] },
    prices: { rub: 690, azn: 12.6, eur: 7.35 },
    stock: 200,
  },
  {
    handle: "copper-kettle",
    title: "Copper kettle",
    subtitle: "1.5 litres",
    description: "Hammered by hand in Lahij, tinned inside. It hums before it boils.",
    option: { title: "Finish", values: ["Polished", "Matt"] },
    prices: { rub: 7850, azn: 149, eur: 84.9 },
    stock: 25,
  },
  {
    handle: "pomegranate-jam",
    title: "Pomegranate jam",
    subtitle: "320 g",
    description: "Whole seeds in a light syrup, cooked in small batches in Goychay.",
    option: { title: "Sweetness", values: ["Light", "Classic"] },
    prices: { rub: 459.9, azn: 8.4, eur: 4.99 },
    stock: 150,
  },
  {
    handle: "wool-throw",
    title: "Wool throw",
    subtitle: "130 × 180 cm",
    description: "Woven of undyed sheep's wool. Heavy enough for the balcony, soft enough for the sofa.",
    option: { title: "Colour", values: ["Oat", "Slate"] },
    prices: { rub: 5290, azn: 99.9, eur: 57.2 },
    stock: 40,
  },
  {
    handle: "walnut-board",
    title: "Walnut board",
    subtitle: "Serving board, 38 cm",
    description:
      "One piece of Caucasian walnut, oiled. For bread, cheese, and everything else that is shared.",
    option: { title: "Shape", values: ["Round", "Long"] },
    prices: { rub: 2375.25, azn: 44.5, eur: 25.75 },
    stock: 60,
  },
]
