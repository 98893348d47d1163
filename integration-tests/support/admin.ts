import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import jwt from "jsonwebtoken"
import request, { type Response } from "supertest"

/** An admin user's Authorization header, made without the slow hashing of a password. */
export async function adminAuthorization(
  container: MedusaContainer,
  email = "admin@example.com",
): Promise<string> {
  const user = await container.resolve(Modules.USER).createUsers({ email })
  const identity = await container.resolve(Modules.AUTH).createAuthIdentities({
    provider_identities: [{ provider: "emailpass", entity_id: email, provider_metadata: {} }],
    app_metadata: { user_id: user.id },
  })
  const { jwtSecret } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig.http
  const token = jwt.sign(
    { actor_id: user.id, actor_type: "user", auth_identity_id: identity.id },
    jwtSecret as string,
  )
  return `Bearer ${token}`
}

/** A secret API key's Authorization header. */
export async function keyAuthorization(container: MedusaContainer, title = "robot"): Promise<string> {
  const key = await container
    .resolve(Modules.API_KEY)
    .createApiKeys({ type: "secret", title, created_by: "tests" })
  return `Basic ${Buffer.from(`${key.token}:`).toString("base64")}`
}

/** Somebody who uses the plugin's admin API over HTTP. */
export class Admin {
  /** The text of every answer so far. */
  readonly answers: string[] = []

  constructor(
    private readonly medusaUrl: string,
    private readonly authorization: string,
  ) {}

  /** `path` is below /admin/payment-gateways/. */
  get(path: string, query: object = {}): Promise<Response> {
    return this.keep(this.send("get", path).query(query))
  }

  post(path: string, body: object = {}): Promise<Response> {
    return this.keep(this.send("post", path).send(body))
  }

  private send(method: "get" | "post", path: string) {
    const url = `/admin/payment-gateways/${path}`
    return request(this.medusaUrl)[method](url).set("authorization", this.authorization)
  }

  private async keep(sent: PromiseLike<Response>): Promise<Response> {
    const response = await sent
    this.answers.push(response.text)
    return response
  }
}

/** An admin with this e-mail address. */
export const signIn = async (container: MedusaContainer, medusaUrl: string, email = "anna@example.com") =>
  new Admin(medusaUrl, await adminAuthorization(container, email))
