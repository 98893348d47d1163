import type { Runtime } from "../../core/runtime"

/** Ten seconds: more than the clocks of two servers should differ by. */
const JUMP = 10_000_000

export interface NonceSource {
  next(): number
  /** After a refused nonce: ahead of what another server with a faster clock has used, and there to stay. */
  jumpAhead(): void
}

/**
 * Numbers that strictly increase from call to call and from start to start: microseconds of the clock with a salt for
 * each process. Tegro asks only that a nonce differs from the one before; increasing ones fit any stricter rule too.
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
