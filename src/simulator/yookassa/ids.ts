import { randomBytes } from "node:crypto"

/** 36 characters as in the documents' samples: time, kind, chance. */
export function paymentId(now: number): string {
  return `${stamp(now)}-000f-5000-${letter()}${hex(3)}-${hex(12)}`
}

export function refundId(now: number): string {
  return `${stamp(now)}-0016-5000-${letter()}${hex(3)}-${hex(12)}`
}

/** An opaque cursor. */
export function cursorId(): string {
  return `${hex(8)}-${hex(4)}-5${hex(3)}-${letter()}${hex(3)}-${hex(12)}`
}

/** Seconds since 2000, eight digits. */
function stamp(now: number): string {
  const seconds = Math.max(0, Math.floor(now / 1000) - Date.UTC(2000, 0, 1) / 1000)
  return seconds.toString(16).padStart(8, "0").slice(-8)
}

const hex = (digits: number): string => randomBytes(digits).toString("hex").slice(0, digits)
const letter = (): string => "89ab"[(randomBytes(1)[0] ?? 0) % 4] ?? "8"
