import { BACKEND_URL, sdk } from "./sdk"

/** A route's refusal, with its stable code. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string | undefined,
    message: string,
  ) {
    super(message)
  }
}

/**
 * Posts to a route, signed in as the sdk is. The sdk itself keeps only the message of a refusal and drops its code.
 * @throws Refusal
 */
export async function send<T>(path: string, body: object): Promise<T> {
  const token = __AUTH_TYPE__ === "jwt" ? await sdk.client.getToken() : null
  const answer = await fetch(new URL(path, new URL(BACKEND_URL, window.location.origin)), {
    method: "POST",
    credentials: "include",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  if (answer.ok) return (await answer.json()) as T
  const refusal = (await answer.json().catch(() => ({}))) as { code?: string; message?: string }
  throw new Refusal(answer.status, refusal.code, refusal.message ?? answer.statusText)
}
