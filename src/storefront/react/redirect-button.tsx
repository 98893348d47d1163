"use client"

import type { MouseEvent, ReactNode, SyntheticEvent } from "react"

import { webUrl } from "../safe-url.js"
import type { ShopperAction } from "../types.js"
import { usePayments } from "./provider.js"
import { useLeaving } from "./use-leaving.js"

export interface RedirectButtonProps {
  /** `payment.next`, or `next_action` of the payment session's data. */
  next: ShopperAction | null | undefined
  /** Whether it is not the first thing to do, and looks quieter. */
  secondary?: boolean
  children?: ReactNode
}

/**
 * A link or a form that leads to the gateway's page, so it works before the page's script has loaded. A second press does
 * nothing until the shopper comes back. Nothing is shown for a transfer, or for an address that is not a web page's.
 */
export function RedirectButton({ next, secondary, children }: RedirectButtonProps) {
  const { say } = usePayments()
  const [isLeaving, leave] = useLeaving()
  const url = next && next.type !== "transfer" ? webUrl(next.url) : undefined
  if (!next || !url) return null

  const once = (event: SyntheticEvent) => (isLeaving ? event.preventDefault() : leave())
  const className = secondary ? "mpg-button" : "mpg-button mpg-primary"
  const text = isLeaving ? say("leaving") : (children ?? say("goToPayment"))
  if (next.type !== "form") {
    const follow = (event: MouseEvent) => {
      // A new tab leaves this page where it is.
      if (!event.metaKey && !event.ctrlKey && !event.shiftKey) once(event)
    }
    return (
      <a className={className} href={url} onClick={follow} aria-disabled={isLeaving} referrerPolicy="origin">
        {text}
      </a>
    )
  }
  return (
    <form method="post" action={url} acceptCharset="utf-8" onSubmit={once}>
      {Object.entries(next.fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className={className} aria-disabled={isLeaving}>
        {text}
      </button>
    </form>
  )
}
