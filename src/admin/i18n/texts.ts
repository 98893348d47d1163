import type { en } from "./en"

type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

/** What each language has to say. */
export type Texts = Shape<typeof en>

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`
}[keyof T & string]

/** Where a text is found: "problem.underpaid.title". */
export type TextKey = Paths<Texts>
