import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

/** The demo's own login and secrets, made at the first start and kept. */
export interface Credentials {
  email: string
  password: string
  jwtSecret: string
  cookieSecret: string
}

/** Reads the credentials, or makes new ones. */
export function provideCredentials(file: string): Credentials {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Credentials
  const credentials = {
    email: "admin@demo.test",
    password: randomBytes(9).toString("base64url"),
    jwtSecret: randomBytes(32).toString("hex"),
    cookieSecret: randomBytes(32).toString("hex"),
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  return credentials
}
