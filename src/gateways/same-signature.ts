import { timingSafeEqual } from "node:crypto"

/** Compares two signatures in hex, in whatever case, in constant time for equal lengths. */
export function sameSignature(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a.toLowerCase()), Buffer.from(b.toLowerCase())]
  return left.length === right.length && timingSafeEqual(left, right)
}
