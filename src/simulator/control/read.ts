import { GATEWAY_NAMES, type GatewayName } from "../faults"
import { formFields, isForm, jsonObject, type WebRequest } from "../web/message"
import { ControlError } from "../control-error"

/** The data of a control action. */
export type Body = Record<string, unknown>

/** Reads JSON, or a form, whose texts are read as flags, numbers or JSON where they look like it. Empty fields are left out. */
export function controlBody(request: WebRequest): Body {
  if (isForm(request)) {
    const filled = Object.entries(formFields(request)).filter(([, value]) => value.trim() !== "")
    return Object.fromEntries(filled.map(([name, value]) => [name, fromForm(name, value.trim())]))
  }
  if (request.body.length === 0) return {}
  const body = jsonObject(request)
  if (body === null) throw new ControlError("The body must be a JSON object")
  return body
}

function fromForm(name: string, value: string): unknown {
  if (name === "patch") return parseJson(value)
  if (value === "true" || value === "false") return value === "true"
  return /^(0|[1-9]\d{0,8})$/.test(value) ? Number(value) : value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ControlError("patch must be JSON")
  }
}

/** A field as text; numbers are taken as they print. */
export function textOf(body: Body, name: string): string {
  const value = body[name]
  if (typeof value !== "string" && typeof value !== "number") throw new ControlError(`${name} is missing`)
  return String(value)
}

export function optionalText(body: Body, name: string): string | undefined {
  return body[name] === undefined ? undefined : textOf(body, name)
}

export function gatewayOf(body: Body): GatewayName {
  const gateway = GATEWAY_NAMES.find((name) => name === body.gateway)
  if (!gateway) throw new ControlError(`gateway must be one of ${GATEWAY_NAMES.join(", ")}`)
  return gateway
}
