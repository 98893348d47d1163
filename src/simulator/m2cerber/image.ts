import { createHash } from "node:crypto"
import { crc32, deflateSync } from "node:zlib"
import type { M2cerberQuirks } from "./types"

/** `image` of `get_wallet` in the chosen form: the documents show only `b"..."`. */
export function walletImage(seed: string, form: M2cerberQuirks["image"]): string | null {
  switch (form) {
    case "base64-png":
      return pattern(seed).toString("base64")
    case "python-repr":
      return `b'${pattern(seed).toString("base64")}'`
    case "garbage":
      return 'b"\\x89PNG\\r\\n\\x1a\\n<img src=x onerror=alert(1)>"'
    case "none":
      return null
  }
}

const CELLS = 8
const SCALE = 15

/** A real PNG: a black and white pattern, other for every seed. It stands for a QR code and is none. */
function pattern(seed: string): Buffer {
  const bits = createHash("sha256").update(seed).digest()
  const size = CELLS * SCALE
  const rows: Buffer[] = []
  for (let y = 0; y < size; y++) {
    const row = Buffer.alloc(size + 1, 0xff)
    row[0] = 0 // filter type "none"
    for (let x = 0; x < size; x++) {
      const bit = Math.floor(y / SCALE) * CELLS + Math.floor(x / SCALE)
      if (((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1) row[x + 1] = 0x00
    }
    rows.push(row)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header[8] = 8 // bits a pixel, greyscale
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [magic, chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.concat(rows))), chunk("IEND")]
  return Buffer.concat(parts)
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, "ascii"), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
