import type { Runtime } from "../runtime"

/** `text`: any short string. `number`: digits only, below 2^53, no leading zero. */
export type ReferenceForm = "text" | "number"

/** Numeric references count from here, so that 41 bits of milliseconds last until 2093. */
const EPOCH = Date.UTC(2024, 0, 1)
/** How our text references begin: other software may use the same shop. */
const PREFIX = "mpg-"

/** No reference is drawn after it: what looks like a later one is somebody else's. */
const LATEST = Date.UTC(2100, 0, 1)

const SEQUENCE_BITS = 12n
const TAIL_LENGTH = 6

/** A store's mark in its text references, since other stores may use the same shop; "" in references of 0.1.0. */
export interface StoreMark {
  mark: string
  /** Since when new references carry it, in milliseconds since 1970. */
  since: number
}

/** What a text reference of this plugin tells, of any store. */
export interface DrawnReference {
  /** "" in those of 0.1.0. */
  mark: string
  /** Milliseconds since 1970. */
  drawnAt: number
}

/**
 * Draws references for one account. A number holds the millisecond and twelve bits that start at random and count up:
 * none repeats within a process, and the ledger's unique key refuses the rare repetition between processes. A text has
 * the store's mark, too, where one is given; a number has no room for it.
 */
export function referenceSource(
  form: ReferenceForm,
  runtime: Pick<Runtime, "now" | "random">,
): (mark?: string) => string {
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
    Math.floor(runtime.random() * 36 ** TAIL_LENGTH)
      .toString(36)
      .padStart(TAIL_LENGTH, "0")
  return (mark = "") => `${PREFIX}${mark && `${mark}-`}${next().toString(36)}${tail()}`
}

const FORM = new RegExp(`^${PREFIX}(?:([a-z0-9]+)-)?([a-z0-9]{1,12})[a-z0-9]{${TAIL_LENGTH}}$`)

/** Reads a text reference; undefined when it is not this plugin's. */
export function readReference(reference: string): DrawnReference | undefined {
  const [, mark = "", drawn] = FORM.exec(reference) ?? []
  if (!drawn) return undefined
  let number = 0n
  for (const digit of drawn) number = number * 36n + BigInt(parseInt(digit, 36))
  const drawnAt = EPOCH + Number(number >> SEQUENCE_BITS)
  return drawnAt < LATEST ? { mark, drawnAt } : undefined
}

/**
 * Whether this store has drawn a reference, by its mark. References of 0.1.0 have no mark: they count only if they are
 * from the time between this store's first reference and its first mark, since other stores may use the same shop.
 */
export function isOwnReference(reference: string, marks: readonly StoreMark[]): boolean {
  const drawn = readReference(reference)
  const own = drawn && marks.find(({ mark }) => mark === drawn.mark)
  if (!own) return false
  if (own.mark !== "") return true
  const first = Math.min(...marks.filter(({ mark }) => mark !== "").map(({ since }) => since))
  return drawn.drawnAt >= own.since && drawn.drawnAt < first
}
