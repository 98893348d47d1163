import { Busboy, type BusboyHeaders } from "@fastify/busboy"
import { parseJson, UnreadableBody } from "./json"

/** Names and values in the order received. */
export type FormFields = [name: string, value: string][]

/** A decoded body. */
interface DecodedBody {
  /** The fields of a form, or of a JSON object without objects in it. */
  fields: FormFields
  /** Undefined where the body is no JSON. */
  json?: unknown
}

/**
 * Busboy's limit of `parts` is not used: parts beyond it have no listener, and a body that ends within such a part raises an
 * error that nobody can catch. Every part counts as a field or a file, which are limited.
 */
const LIMITS = { fields: 100, fieldSize: 16_384, fieldNameSize: 200, files: 0 }

/**
 * Decodes a multipart, urlencoded or JSON body. JSON is recognized whatever its content type. Other bodies are not decoded.
 * @throws UnreadableBody when the body is not what it says, or has more or larger parts than any gateway sends
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

/** The fields of a flat JSON object, as PHP would write them into a form: null is left out, true is 1. */
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
        // The name of a part may be undefined, whatever the parser's types say.
        const isWhole = Boolean(name) && name.length <= LIMITS.fieldNameSize && !nameCut && !valueCut
        if (isWhole) fields.push([name, value])
        else fail()
      })
      for (const limit of ["filesLimit", "fieldsLimit"] as const) {
        parser.on(limit, fail)
      }
      parser.on("error", fail)
      // Versions of the parser differ on a part whose headers have no end: an error, or the part is skipped.
      parser.on("finish", () => (fields.length < partsIn(contentType, body) ? fail() : resolve(fields)))
      parser.end(body)
      // Or the parser waits for ever. By now it has read the whole body.
      setImmediate(fail)
    } catch {
      fail()
    }
  })
}

/** Counts the parts that a body begins. */
function partsIn(contentType: string, body: Buffer): number {
  const [, quoted, plain = ""] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? []
  const begin = `--${quoted ?? plain}\r\n`
  const text = body.toString("latin1")
  return text.split(`\r\n${begin}`).length - (text.startsWith(begin) ? 0 : 1)
}
