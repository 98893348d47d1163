import { ERROR_CATALOGUE, type ErrorCode } from "../error-catalogue"
import {
  Conflict,
  GatewayDeclined,
  GatewayError,
  GatewayUnavailable,
  IntegrityError,
  InvalidNotification,
  NotSupported,
  OptionsError,
  OutcomeUnknown,
  PayoutRefused,
} from "../errors"

const codes = Object.keys(ERROR_CATALOGUE) as ErrorCode[]

/** Every error that can be made with a code of the catalogue. */
const made: Record<string, (code: never) => GatewayError> = {
  options: (code) => new OptionsError("apiKey", "wrong", code),
  declined: (code) => new GatewayDeclined("no", code),
  unavailable: (code) => new GatewayUnavailable("away", code),
  outcome_unknown: () => new OutcomeUnknown("perhaps"),
  invalid_notification: (code) => new InvalidNotification(code, "not believed"),
  integrity: (code) => new IntegrityError(code, "does not match"),
  not_supported: (code) => new NotSupported(code, "cannot"),
  payout_refused: (code) => new PayoutRefused(code, "not allowed"),
  conflict: (code) => new Conflict(code, "done already"),
}

it.each(codes)("tells the merchant what %s means and what to do", (code) => {
  const { meaning, action } = ERROR_CATALOGUE[code]
  expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
  for (const text of [meaning, action]) {
    expect(text.length).toBeGreaterThan(20)
    expect(text).toMatch(/^[A-Z].*\.$/s)
  }
})

it.each(codes)("raises %s with its own kind, code and action", (code) => {
  const { kind, action } = ERROR_CATALOGUE[code]
  const error = made[kind]?.(code as never)
  expect(error).toBeInstanceOf(GatewayError)
  expect(error).toMatchObject({ kind, code, action })
  expect(error?.name).toBe(error?.constructor.name)
})

it("has at least one code for every kind of error", () => {
  expect(new Set(codes.map((code) => ERROR_CATALOGUE[code].kind))).toEqual(new Set(Object.keys(made)))
})

it("gives each class a code of its own kind when none is named", () => {
  const unnamed = [
    new OptionsError("apiKey", "wrong"),
    new GatewayDeclined("no"),
    new GatewayUnavailable("away"),
    new OutcomeUnknown("perhaps"),
  ]
  for (const error of unnamed) expect(ERROR_CATALOGUE[error.code].kind).toBe(error.kind)
})

it("keeps the option's name, the gateway's words and the cause for whoever needs them", () => {
  const cause = new Error("ECONNRESET")
  expect(new OptionsError("apiKey", "wrong").option).toBe("apiKey")
  expect(new GatewayDeclined("no", "gateway_declined", "Wrong nonce").reason).toBe("Wrong nonce")
  expect(new OutcomeUnknown("perhaps", { cause }).cause).toBe(cause)
})
