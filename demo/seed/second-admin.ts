import Medusa from "@medusajs/js-sdk"

import type { Person } from "../support/credentials"

/** A second admin, who approves what the first one asks for. Nothing to do where there is one. */
export async function ensureSecondAdmin(sdk: Medusa, medusaUrl: string, person: Person): Promise<void> {
  const { users } = await sdk.admin.user.list({ email: person.email })
  if (users.length > 0) return
  const { invite } = await sdk.admin.invite.create({ email: person.email })
  const guest = new Medusa({ baseUrl: medusaUrl, auth: { type: "jwt", jwtTokenStorageMethod: "memory" } })
  await guest.auth.register("user", "emailpass", person)
  const name = { first_name: "Aysel", last_name: "Mammadova" }
  await guest.admin.invite.accept({ invite_token: invite.token, email: person.email, ...name })
}
