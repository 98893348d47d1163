import type { IncomingMessage } from "node:http"

/** Notifications are a few hundred bytes; nothing larger is read. */
export const MAX_BODY_BYTES = 64 * 1024

export class BodyTooLarge extends Error {}

/** A body that ends before it is whole. */
export class BodyBrokenOff extends Error {}

/**
 * The exact bytes of a small request body.
 * @throws BodyTooLarge as soon as more than {@link MAX_BODY_BYTES} are announced or seen
 * @throws BodyBrokenOff
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) throw new BodyTooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of whole(request)) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** An error while a body is read is its sender's doing. The request stays open, so that it can be answered. */
async function* whole(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  } catch (error) {
    throw new BodyBrokenOff((error as Error).message)
  }
}
