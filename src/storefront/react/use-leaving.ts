"use client"

import { useEffect, useState } from "react"

/** Whether the browser is leaving for another page: true from the press of the button to the shopper's return. */
export function useLeaving(): [isLeaving: boolean, leave: () => void, stay: () => void] {
  const [isLeaving, setLeaving] = useState(false)
  useEffect(() => {
    // The back button may show this very page, frozen while it was leaving.
    const stay = ({ persisted }: PageTransitionEvent) => persisted && setLeaving(false)
    window.addEventListener("pageshow", stay)
    return () => window.removeEventListener("pageshow", stay)
  }, [])
  return [isLeaving, () => setLeaving(true), () => setLeaving(false)]
}
