import type { Localized } from "./shopper/storefront"
import { ERROR_CATALOGUE, type CodeOf, type ErrorCode, type ErrorKind } from "./error-catalogue"

/** Any error of the plugin. Its `message` is for the merchant and has no secret in it. */
export abstract class GatewayError extends Error {
  abstract readonly kind: ErrorKind

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
    this.name = new.target.name
  }

  /** What the merchant should do about it. */
  get action(): string {
    return ERROR_CATALOGUE[this.code].action
  }
}

/** Wrong configuration, thrown at boot; `option` names what is wrong. */
export class OptionsError extends GatewayError {
  readonly kind = "options"
  constructor(
    readonly option: string,
    message: string,
    code: CodeOf<"options"> = "invalid_option",
  ) {
    super(code, message)
    // Medusa logs an error that stops a module as JSON, which has the enumerable fields only.
    Object.defineProperty(this, "message", { value: message, enumerable: true, writable: true })
  }
}

/** The gateway said no. Nothing was charged. */
export class GatewayDeclined extends GatewayError {
  readonly kind = "declined"
  constructor(
    message: string,
    code: CodeOf<"declined"> = "gateway_declined",
    /** The gateway's own words, where it said any. */
    readonly reason: string = "",
    /** What the shopper is told, where the gateway knows more than the code says. */
    readonly forShopper?: Localized,
  ) {
    super(code, message)
  }
}

/** Nothing was accepted. Safe to try again. */
export class GatewayUnavailable extends GatewayError {
  readonly kind = "unavailable"
  constructor(
    message: string,
    code: CodeOf<"unavailable"> = "gateway_unavailable",
    options?: { cause?: unknown },
  ) {
    super(code, message, options)
  }
}

/** It may have happened. Ask the gateway before doing it again. */
export class OutcomeUnknown extends GatewayError {
  readonly kind = "outcome_unknown"
  constructor(message: string, options?: { cause?: unknown }) {
    super("outcome_unknown", message, options)
  }
}

/** A notification that must not be believed: bad signature, wrong shop, malformed. */
export class InvalidNotification extends GatewayError {
  readonly kind = "invalid_notification"
  constructor(code: CodeOf<"invalid_notification">, message: string) {
    super(code, message)
  }
}

/** The answer does not match what was asked. */
export class IntegrityError extends GatewayError {
  readonly kind = "integrity"
  constructor(code: CodeOf<"integrity">, message: string) {
    super(code, message)
  }
}

/** The gateway has no such ability; the message says what to do instead. */
export class NotSupported extends GatewayError {
  readonly kind = "not_supported"
  constructor(code: CodeOf<"not_supported">, message: string) {
    super(code, message)
  }
}

/** The merchant's own rules forbid this payout. Nothing was sent. */
export class PayoutRefused extends GatewayError {
  readonly kind = "payout_refused"
  constructor(code: CodeOf<"payout_refused">, message: string) {
    super(code, message)
  }
}

/** What an admin asked for cannot be done as things stand now. Nothing was changed. */
export class Conflict extends GatewayError {
  readonly kind = "conflict"
  constructor(code: CodeOf<"conflict">, message: string) {
    super(code, message)
  }
}
