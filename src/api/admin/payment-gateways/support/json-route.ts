import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ERROR_CATALOGUE, errorCodeOf, type ErrorCode } from "../../../../core"

const STATUS: Partial<Record<ErrorCode, number>> = {
  payout_state: 409,
  payout_actor_not_allowed: 403,
  payout_needs_another_person: 403,
  payout_approver_not_allowed: 403,
}

/** The HTTP status of a refusal: 409 where somebody was faster, 403 where another person must act. */
const statusOf = (code: ErrorCode) => STATUS[code] ?? (ERROR_CATALOGUE[code].kind === "conflict" ? 409 : 400)

/**
 * A route that answers with what `read` returns. Medusa's own error handler has no place for the plugin's codes with a
 * 409; every other error is left to it.
 */
export function jsonRoute<T, Query = Record<string, unknown>, Body = unknown>(
  read: (req: AuthenticatedMedusaRequest<Body, Query>) => Promise<T>,
) {
  return async (req: AuthenticatedMedusaRequest<Body, Query>, res: MedusaResponse): Promise<void> => {
    try {
      res.status(200).json(await read(req))
    } catch (error) {
      const code = errorCodeOf(error)
      if (!code) throw error
      const status = statusOf(code)
      const type = status === 409 ? "conflict" : "not_allowed"
      res.status(status).json({ code, type, message: (error as Error).message })
    }
  }
}
