import { Busboy, type BusboyHeaders } from "@fastify/busboy"
import { parseJson } from "./json"
import { UnreadableBody } from "./unreadable-body"

/** Names and values in the order received. */
export type FormFields = [name: string, value: string][]

/** A body as far as it is one of the usual forms. */
export interface DecodedBody {
  /** Of a form, or of a JSON object whose values are all plain. */
  fields: FormFields
  /** Undefined where the body is no JSON. */
  json?: unknown
}

/**
 * Busboy's own limit of `parts` is left out: it gives no listener to the parts beyond it, and a body that ends within
 * one of them raises an error that nobody can catch. What counts as a field or a file is limited all the same.
 */
const LIMITS = { fields: 100, fieldSize: 16_384, fieldNameSize: 200, files: 0 }

/**
 * Decodes a body in whatever of the usual forms it comes: multipart, urlencoded or JSON, also where it calls itself
 * something else. Of any other nothing is decoded.
 * @throws UnreadableBody when it is not what it says, or has more or larger parts than any gateway sends
 */
export async function decodeBody(contentType: string, body: Buffer): Promise<DecodedBody> {
  if (body.length === 0) return { fields: [] }
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? ""
  if (type === "multipart/form-data") return { fields: limited(await fromMultipart(contentType, body)) }
  const text = body.toString("utf8")
  if (type.endsWith("json") || /^\s*[[{]/.test(text)) {
    const json = parseJson(text)
    return { fields: limited(plainFields(json)), json }
  }
  return { fields: isForm(type) ? fieldsOf(text) : [] }
}

const isForm = (type: string) => ["", "text/plain", "application/x-www-form-urlencoded"].includes(type)

/**
 * The fields of a URL's query.
 * @throws UnreadableBody when there are too many
 */
export function fieldsOf(urlencoded: string): FormFields {
  return limited([...new URLSearchParams(urlencoded)])
}

function limited(fields: FormFields): FormFields {
  if (fields.length > LIMITS.fields) throw new UnreadableBody("the body has too many fields")
  return fields
}

/** Of a flat JSON object; values as PHP would write them into a form: null is left out, true is 1. */
function plainFields(json: unknown): FormFields {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return []
  const entries = Object.entries(json)
  if (entries.some(([, value]) => typeof value === "object" && value !== null)) return []
  return entries.flatMap(([name, value]): FormFields => {
    if (value === null) return []
    return [[name, typeof value === "boolean" ? (value ? "1" : "0") : String(value)]]
  })
}

function fromMultipart(contentType: string, body: Buffer): Promise<FormFields> {
  return new Promise((resolve, reject) => {
    const fields: FormFields = []
    const fail = () => reject(new UnreadableBody("the body is no multipart form"))
    try {
      const headers: BusboyHeaders = { "content-type": contentType }
      const parser = new Busboy({ headers, limits: LIMITS })
      parser.on("field", (name, value, nameCut, valueCut) => {
        // A part without a name comes as undefined, whatever the parser's types say.
        const isWhole = Boolean(name) && name.length <= LIMITS.fieldNameSize && !nameCut && !valueCut
        if (isWhole) fields.push([name, value])
        else fail()
      })
      for (const limit of ["filesLimit", "fieldsLimit"] as const) {
        parser.on(limit, fail)
      }
      parser.on("error", fail)
      // Whether a part without an end to its headers is an error or is passed over differs between versions of the parser.
      parser.on("finish", () => (fields.length < partsIn(contentType, body) ? fail() : resolve(fields)))
      parser.end(body)
      // A part whose headers have no end leaves the parser waiting for ever; by then all of the body has been read.
      setImmediate(fail)
    } catch {
      fail()
    }
  })
}

/** How many parts the body begins, whatever becomes of them. */
function partsIn(contentType: string, body: Buffer): number {
  const [, quoted, plain = ""] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? []
  const begin = `--${quoted ?? plain}\r\n`
  const text = body.toString("latin1")
  return text.split(`\r\n${begin}`).length - (text.startsWith(begin) ? 0 : 1)
}
