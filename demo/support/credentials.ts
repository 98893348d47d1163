import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

/** Who signs in to the dashboard. */
export interface Person {
  email: string
  password: string
}

/** The demo's own logins and secrets, made at the first start and kept. */
export interface Credentials extends Person {
  /** Another admin: payouts take two. */
  second: Person
  jwtSecret: string
  cookieSecret: string
}

/** Reads the credentials, or makes new ones. */
export function provideCredentials(file: string): Credentials {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Credentials>) : {}
  const credentials = {
    email: "admin@demo.test",
    password: password(),
    second: { email: "aysel@demo.test", password: password() },
    jwtSecret: randomBytes(32).toString("hex"),
    cookieSecret: randomBytes(32).toString("hex"),
    ...kept,
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  return credentials
}

const password = () => randomBytes(9).toString("base64url")
