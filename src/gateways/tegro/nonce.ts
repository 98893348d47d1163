import type { Runtime } from "../../core/runtime"

/** Ten seconds, in microseconds: the clocks of two servers should differ by less. */
const JUMP = 10_000_000

interface NonceSource {
  next(): number
  /** For a refused nonce: all later ones are ahead of those of another server with a faster clock. */
  jumpAhead(): void
}

/**
 * Nonces that increase from call to call and from start to start: the clock in microseconds, with a random offset for each
 * process. Tegro asks only that a nonce differs from the one before; increasing ones meet any stricter rule too.
 */
export function nonceSource(runtime: Pick<Runtime, "now" | "random">): NonceSource {
  let offset = Math.floor(runtime.random() * 1_000)
  let last = 0
  return {
    next: () => {
      last = Math.max(last + 1, runtime.now() * 1_000 + offset)
      return last
    },
    jumpAhead: () => {
      offset += JUMP
    },
  }
}
