"use client"

import { useEffect, useRef, type ReactNode } from "react"

export interface NoticeProps {
  /** Decides the sign above the title. */
  kind: "busy" | "good" | "bad"
  title: string
  text?: string
  /** What must not be overlooked. */
  warning?: string
  /** Whether the title takes the focus when it appears, since the button that had it is gone. */
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

/** An error that is read out when it appears; nothing without a text. */
export function Alert({ text }: { text: string | undefined }) {
  if (!text) return null
  return (
    <p className="mpg-error" role="alert">
      {text}
    </p>
  )
}

/** Gives the focus to an element as soon as it is there. */
export function useFocus<E extends HTMLElement>(wanted = true) {
  const element = useRef<E>(null)
  useEffect(() => {
    if (wanted) element.current?.focus()
  }, [wanted])
  return element
}
