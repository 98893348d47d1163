import { createHash } from "node:crypto"
import { ControlError } from "../control-error"
import { pyFloat } from "./python"

/** The parts of a signature. `status` is that of the message, `stored` that of the payment. */
export interface SignatureParts {
  secret: string
  paymentId?: string
  merchId?: string
  status?: string
  stored?: string
  /** Sum of the message (`sum`, `payment_sum`, `confirm_sum`), as text. */
  sum?: string
  /** Sum the payment was made with. */
  originalSum?: string
}

type Formula = (parts: SignatureParts) => string

const join = (...parts: (string | undefined)[]): string => parts.join("")

/**
 * The documented rule is `sha256(payment_id + secret + status + str(float(sum)))`, for requests with all four parts.
 * Those of the others are not published: each call has its likely formula first, and then the alternatives.
 */
export const SIGNATURE_FORMULAS = {
  get_wallet: {
    "status+sum": (p) => join(p.paymentId, p.secret, p.status, pyFloat(p.sum ?? "")),
    "status+rawsum": (p) => join(p.paymentId, p.secret, p.status, p.sum),
  },
  payout: {
    "status+sum": (p) => join(p.paymentId, p.secret, p.status, pyFloat(p.sum ?? "")),
    "status+rawsum": (p) => join(p.paymentId, p.secret, p.status, p.sum),
  },
  update_status: {
    "status+sum": (p) => join(p.paymentId, p.secret, p.status, pyFloat(p.originalSum ?? "")),
    "pending+sum": (p) => join(p.paymentId, p.secret, "pending", pyFloat(p.originalSum ?? "")),
    status: (p) => join(p.paymentId, p.secret, p.status),
  },
  get_status: {
    "pending+sum": (p) => join(p.paymentId, p.secret, "pending", pyFloat(p.originalSum ?? "")),
    "current+sum": (p) => join(p.paymentId, p.secret, p.stored, pyFloat(p.originalSum ?? "")),
    id: (p) => join(p.paymentId, p.secret),
  },
  get_balance: {
    merch: (p) => join(p.merchId, p.secret),
    secret: (p) => p.secret,
  },
  webhook: {
    "status+confirm_sum": (p) => join(p.paymentId, p.secret, p.status, pyFloat(p.sum ?? "")),
    "status+payment_sum": (p) => join(p.paymentId, p.secret, p.status, pyFloat(p.originalSum ?? "")),
    "stored+confirm_sum": (p) => join(p.paymentId, p.secret, p.stored, pyFloat(p.sum ?? "")),
  },
  payout_webhook: {
    "status+sum": (p) => join(p.paymentId, p.secret, p.status, pyFloat(p.originalSum ?? "")),
    status: (p) => join(p.paymentId, p.secret, p.status),
  },
} satisfies Record<string, Record<string, Formula>>

/** A call whose signature has alternatives. */
export type SignedCall = keyof typeof SIGNATURE_FORMULAS

/** Name of the formula in use for each call. */
export type SignatureChoice = Record<SignedCall, string>

/** The likely formula of every call. */
export function defaultSignatures(): SignatureChoice {
  const first = Object.entries(SIGNATURE_FORMULAS).map(([call, formulas]) => [call, Object.keys(formulas)[0]])
  return Object.fromEntries(first) as SignatureChoice
}

/** Throws {@link ControlError} with the names there are when one does not exist. */
export function checkSignatureNames(choice: Partial<Record<string, string>>): void {
  for (const [call, name] of Object.entries(choice)) {
    const formulas = SIGNATURE_FORMULAS[call as SignedCall] as Record<string, Formula> | undefined
    if (!formulas)
      throw new ControlError(`No signature "${call}"; known: ${Object.keys(SIGNATURE_FORMULAS).join(", ")}`)
    if (name !== undefined && !Object.hasOwn(formulas, name)) {
      throw new ControlError(`Signature of ${call} is one of: ${Object.keys(formulas).join(", ")}`)
    }
  }
}

/** Lower-case sha256 hex over the chosen formula, UTF-8. */
export function sign(call: SignedCall, choice: SignatureChoice, parts: SignatureParts): string {
  const formulas: Record<string, Formula> = SIGNATURE_FORMULAS[call]
  const formula = formulas[choice[call]]
  if (!formula) throw new ControlError(`Unknown signature of ${call}`)
  return createHash("sha256").update(formula(parts), "utf8").digest("hex")
}
