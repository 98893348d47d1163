import type { ReactNode } from "react"

import { useSpeech } from "../language/language"
import { useNames } from "../language/use-names"

/** One line of a cart or an order. */
export interface Line {
  id: string
  product_title?: string | null
  product_handle?: string | null
  variant_title?: string | null
  thumbnail?: string | null
  quantity: number
  total?: number
}

interface LineListProps<L extends Line> {
  lines: L[]
  currencyCode: string
  /** What stands below a line's name; how many by default. */
  below?: (line: L) => ReactNode
}

/** What is bought, with pictures. */
export function LineList<L extends Line>({ lines, currencyCode, below }: LineListProps<L>) {
  const { money } = useSpeech()
  const names = useNames()
  return (
    <ul className="lines">
      {lines.map((line) => (
        <li key={line.id}>
          <span className="thumb">
            <img src={line.thumbnail ?? ""} alt="" width="84" height="84" />
            {!below && line.quantity > 1 && <b>{line.quantity}</b>}
          </span>
          <div className="grow">
            <strong>{names.product({ handle: line.product_handle, title: line.product_title }).title}</strong>
            <span className="muted">{names.variant(line.product_handle, line.variant_title ?? "")}</span>
            {below?.(line)}
          </div>
          <span className="price">{money(line.total ?? 0, currencyCode)}</span>
        </li>
      ))}
    </ul>
  )
}
