import type { Runtime } from "./runtime"

/** `text`: any short string. `number`: digits only, below 2^53, no leading zero. */
export type ReferenceForm = "text" | "number"

/** Numeric references count from here, so that 41 bits of milliseconds last until 2093. */
const EPOCH = Date.UTC(2024, 0, 1)
/** How our text references begin, so that they are told from other software's in a shared shop. */
export const TEXT_REFERENCE_PREFIX = "mpg-"

const SEQUENCE_BITS = 12n

/**
 * Draws references for one account. Numeric ones hold the millisecond and twelve bits that start at random and
 * count up: within a process none repeats, and between processes the ledger's unique key refuses the rare twin.
 */
export function referenceSource(form: ReferenceForm, runtime: Pick<Runtime, "now" | "random">): () => string {
  let last = 0n
  const next = () => {
    const start = BigInt(Math.max(1, runtime.now() - EPOCH)) << SEQUENCE_BITS
    const drawn = start + BigInt(Math.floor(runtime.random() * 2 ** Number(SEQUENCE_BITS)))
    last = drawn > last ? drawn : last + 1n
    return last
  }
  if (form === "number") {
    return () => next().toString()
  }
  const tail = () =>
    Math.floor(runtime.random() * 36 ** 6)
      .toString(36)
      .padStart(6, "0")
  return () => `${TEXT_REFERENCE_PREFIX}${next().toString(36)}${tail()}`
}
