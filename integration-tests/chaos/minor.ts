import { Money } from "../../src/core"

/** A sum in whole minor units. Both currencies of the histories have two digits. */
export const minor = (text: unknown): bigint => Money.rounded(String(text ?? "0"), "RUB").minor

/** As people write it. */
export const majorText = (sum: bigint) =>
  `${sum < 0n ? "-" : ""}${abs(sum) / 100n}.${String(abs(sum) % 100n).padStart(2, "0")}`

const abs = (sum: bigint) => (sum < 0n ? -sum : sum)
