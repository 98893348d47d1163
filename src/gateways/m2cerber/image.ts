import { Buffer } from "node:buffer"

const MAX_IMAGE_BYTES = 200_000

/** The longest text that can hold such an image. */
export const MAX_IMAGE_TEXT = (MAX_IMAGE_BYTES * 4) / 3 + 16

/** A longer link makes a code that no phone reads. */
const MAX_QR_LINK = 512

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])

/**
 * The `image` of get_wallet as a data URL, when it really is a PNG or JPEG in base64; null otherwise. The documents show it
 * as Python bytes (`b"…"`), and that wrapping is taken off.
 */
export function imageDataUrl(image: string | null | undefined): string | null {
  const base64 = image?.trim().replace(/^b(['"])(.*)\1$/s, "$2") ?? ""
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length > (MAX_IMAGE_BYTES * 4) / 3) return null
  const bytes = Buffer.from(base64, "base64")
  const startsWith = (magic: Buffer) => bytes.subarray(0, magic.length).equals(magic)
  const type = startsWith(PNG) ? "image/png" : startsWith(JPEG) ? "image/jpeg" : undefined
  return type ? `data:${type};base64,${bytes.toString("base64")}` : null
}

/** Draws a QR code of a link as an SVG data URL; null for a link that is too long. */
export async function qrDataUrl(link: string): Promise<string | null> {
  if (link.length > MAX_QR_LINK) return null
  const { default: qrcode } = await import("qrcode-generator")
  const code = qrcode(0, "M")
  code.addData(link)
  code.make()
  const svg = code.createSvgTag({ cellSize: 4, margin: 16, scalable: true })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`
}
