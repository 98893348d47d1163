import { checked, isFlag, oneOf, type Check } from "../patch"
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

const CHECKS: Record<keyof Omit<M2cerberQuirks, "signature">, Check> = {
  getTransport: oneOf("query", "body", "either"),
  image: oneOf("base64-png", "python-repr", "garbage", "none"),
  idType: oneOf("number", "string"),
  misspelt: isFlag,
  balanceKeys: oneOf("sum", "short"),
  paidStatus: oneOf("accept", "confirm"),
  claimedStatus: oneOf("confirming", "accept"),
  notFound: oneOf("error", "detail"),
}

/** The quirks with the patch applied; throws {@link ControlError} on names and values that do not exist. */
export function patchQuirks(quirks: M2cerberQuirks, patch: M2cerberQuirksPatch): M2cerberQuirks {
  const { signature = {}, ...rest } = patch
  checkSignatureNames(signature)
  const signatures = { ...quirks.signature, ...signature } as Record<string, string>
  return { ...quirks, ...checked("setting", rest, CHECKS), signature: signatures }
}
