"use client"

import { useEffect, useRef, type ReactNode } from "react"

export interface NoticeProps {
  /** Decides the sign above the title. */
  kind: "busy" | "good" | "bad"
  title: string
  text?: string
  /** What must not be overlooked. */
  warning?: string
  /** Moves the focus to the title when it appears: what was there before is gone. */
  takesFocus?: boolean
  children?: ReactNode
}

/** One message that fills the place of the payment. */
export function Notice({ kind, title, text, warning, takesFocus, children }: NoticeProps) {
  const heading = useFocus<HTMLHeadingElement>(takesFocus)
  return (
    <section className="mpg-card mpg-notice" data-kind={kind} aria-busy={kind === "busy"}>
      <span className="mpg-sign" aria-hidden="true" />
      <div role="status">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {text && <p>{text}</p>}
        {warning && <p className="mpg-warning">{warning}</p>}
      </div>
      {children && <div className="mpg-actions">{children}</div>}
    </section>
  )
}

/** For an element that should have the focus as soon as it is there. */
export function useFocus<E extends HTMLElement>(wanted = true) {
  const element = useRef<E>(null)
  useEffect(() => {
    if (wanted) element.current?.focus()
  }, [wanted])
  return element
}
