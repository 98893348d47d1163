"use client"

import { useEffect, useState } from "react"

/** Whole seconds until a time; null without one. */
export function useSecondsLeft(until: string | null, onEnd: () => void): number | null {
  const [now, setNow] = useState(() => Date.now())
  const left = until === null ? null : Math.max(0, Math.ceil((Date.parse(until) - now) / 1_000))
  const isRunning = left !== null && left > 0
  const isOver = left === 0
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [isRunning])
  useEffect(() => {
    if (isOver) onEnd()
  }, [isOver, onEnd])
  return Number.isNaN(left) ? null : left
}

/** "1:02:03" or "14:59". */
export function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  const [hours = 0, minutes = 0, rest = 0] = parts
  const two = (part: number) => String(part).padStart(2, "0")
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
