import type { Runtime } from "../../core/runtime"

/**
 * Numbers that strictly increase from call to call and from start to start: microseconds of the clock with a salt for
 * each process. Tegro asks only that a nonce differs from the one before; increasing ones fit any stricter rule too.
 */
export function nonceSource(runtime: Pick<Runtime, "now" | "random">): () => number {
  const salt = Math.floor(runtime.random() * 1_000)
  let last = 0
  return () => {
    last = Math.max(last + 1, runtime.now() * 1_000 + salt)
    return last
  }
}
