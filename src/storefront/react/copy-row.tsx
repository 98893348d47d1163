"use client"

import { useEffect, useState } from "react"

import { usePayments } from "./provider.js"

/** A value that the shopper has to type elsewhere, with a button that copies it. */
export function CopyRow({ name, value, shown = value }: { name: string; value: string; shown?: string }) {
  const { say } = usePayments()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [isCopied])
  return (
    <div className="mpg-row">
      <dt>{name}</dt>
      <dd>
        <span className="mpg-value">{shown}</span>
        <button
          type="button"
          className="mpg-small"
          aria-label={`${say("copy")}: ${name}`}
          onClick={() => void copy(value).then(setCopied)}
        >
          {isCopied ? say("copied") : say("copy")}
        </button>
        <span role="status" className="mpg-hidden">
          {isCopied && say("copied")}
        </span>
      </dd>
    </div>
  )
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Without https there is only the old way to copy.
    const area = document.createElement("textarea")
    area.value = text
    area.style.position = "fixed"
    document.body.append(area)
    area.select()
    const done = document.execCommand?.("copy") ?? false
    area.remove()
    return done
  }
}
