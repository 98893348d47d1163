import { ControlError } from "../control-error"
import { checkSignatureNames, defaultSignatures } from "./signature"
import type { M2cerberQuirks, M2cerberQuirksPatch } from "./types"

/** The most likely reading of the documents. */
export function defaultQuirks(): M2cerberQuirks {
  return {
    signature: defaultSignatures(),
    getTransport: "either",
    image: "base64-png",
    idType: "number",
    misspelt: true,
    balanceKeys: "sum",
    paidStatus: "accept",
    claimedStatus: "confirming",
    notFound: "error",
  }
}

const CHOICES: Record<string, readonly unknown[]> = {
  getTransport: ["query", "body", "either"],
  image: ["base64-png", "python-repr", "garbage", "none"],
  idType: ["number", "string"],
  misspelt: [true, false],
  balanceKeys: ["sum", "short"],
  paidStatus: ["accept", "confirm"],
  claimedStatus: ["confirming", "accept"],
  notFound: ["error", "detail"],
}

/** The quirks with the patch applied; throws {@link ControlError} on names and values that do not exist. */
export function patchQuirks(quirks: M2cerberQuirks, patch: M2cerberQuirksPatch): M2cerberQuirks {
  const { signature = {}, ...rest } = patch
  checkSignatureNames(signature)
  const given = Object.entries(rest).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    const choices = CHOICES[name]
    if (!choices)
      throw new ControlError(
        `Unknown setting "${name}"; known: signature, ${Object.keys(CHOICES).join(", ")}`,
      )
    if (!choices.includes(value)) throw new ControlError(`"${name}" is one of: ${choices.join(", ")}`)
  }
  const signatures = { ...quirks.signature, ...signature } as Record<string, string>
  return { ...quirks, ...Object.fromEntries(given), signature: signatures }
}
