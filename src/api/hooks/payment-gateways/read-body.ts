import type { IncomingMessage } from "node:http"

/** Notifications are a few hundred bytes; nothing larger is read. */
export const MAX_BODY_BYTES = 64 * 1024

export class BodyTooLarge extends Error {}

/**
 * The exact bytes of a small request body.
 * @throws BodyTooLarge as soon as more than {@link MAX_BODY_BYTES} are announced or seen
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) {
    throw new BodyTooLarge()
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) {
      throw new BodyTooLarge()
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
