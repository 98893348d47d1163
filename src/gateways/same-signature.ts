import { timingSafeEqual } from "node:crypto"

/** Whether two signatures in hex are the same, in whatever case. Constant time for those of equal length. */
export function sameSignature(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a.toLowerCase()), Buffer.from(b.toLowerCase())]
  return left.length === right.length && timingSafeEqual(left, right)
}
