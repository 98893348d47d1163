import { Busboy, type BusboyHeaders } from "@fastify/busboy"

/** Names and values in the order received. */
export type FormFields = [name: string, value: string][]

/** A body that is not what its content type says, or has more or larger parts than any gateway sends. */
export class UnreadableBody extends Error {}

/**
 * Busboy's own limit of `parts` is left out: it gives no listener to the parts beyond it, and a body that ends within
 * one of them raises an error that nobody can catch. What counts as a field or a file is limited all the same.
 */
const LIMITS = { fields: 100, fieldSize: 16_384, fieldNameSize: 200, files: 0 }

/**
 * The fields of an incoming request in whatever of the usual forms it comes: multipart, urlencoded, JSON or the
 * query of the URL. The fields of the body come after those of the query.
 * @throws UnreadableBody
 */
export async function readFormFields(contentType: string, body: Buffer, query: string): Promise<FormFields> {
  const fields = [...fromUrlencoded(query), ...(await fromBody(contentType, body))]
  if (fields.length > LIMITS.fields) {
    throw new UnreadableBody("the body has too many fields")
  }
  return fields
}

async function fromBody(contentType: string, body: Buffer): Promise<FormFields> {
  if (body.length === 0) {
    return []
  }
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? ""
  if (type === "multipart/form-data") {
    return fromMultipart(contentType, body)
  }
  const text = body.toString("utf8")
  const looksLikeJson = /^\s*\{/.test(text)
  return type.endsWith("json") || looksLikeJson ? fromJson(text) : fromUrlencoded(text)
}

function fromUrlencoded(text: string): FormFields {
  return [...new URLSearchParams(text)]
}

/** A flat JSON object; values as PHP would write them into a form: null is left out, true is 1. */
function fromJson(text: string): FormFields {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new UnreadableBody("the body is no JSON")
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new UnreadableBody("the body is no JSON object")
  }
  return Object.entries(parsed).flatMap(([name, value]): FormFields => {
    if (value === null) return []
    if (typeof value === "boolean") return [[name, value ? "1" : "0"]]
    if (typeof value === "string" || typeof value === "number") return [[name, String(value)]]
    throw new UnreadableBody(`the field ${name.slice(0, 40)} is no plain value`)
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
      parser.on("finish", () => resolve(fields))
      parser.end(body)
      // A part whose headers have no end leaves the parser waiting for ever; by then all of the body has been read.
      setImmediate(fail)
    } catch {
      fail()
    }
  })
}
