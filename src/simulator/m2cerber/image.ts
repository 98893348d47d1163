import { crc32, deflateSync } from "node:zlib"
import qrcode from "qrcode-generator"
import type { M2cerberQuirks } from "./types"

/** `image` of `get_wallet` in the chosen form: the documents show only `b"..."`. */
export function walletImage(link: string, form: M2cerberQuirks["image"]): string | null {
  switch (form) {
    case "base64-png":
      return qrPng(link).toString("base64")
    case "python-repr":
      return `b'${qrPng(link).toString("base64")}'`
    case "garbage":
      return 'b"\\x89PNG\\r\\n\\x1a\\n<img src=x onerror=alert(1)>"'
    case "none":
      return null
  }
}

const SCALE = 6
/** Empty cells around the code, as the standard asks. */
const MARGIN = 4

/** A QR code of the link as a PNG. */
function qrPng(link: string): Buffer {
  const code = qrcode(0, "M")
  code.addData(link)
  code.make()
  const cells = code.getModuleCount()
  const size = (cells + 2 * MARGIN) * SCALE
  const isDark = (x: number, y: number) => x >= 0 && y >= 0 && x < cells && y < cells && code.isDark(y, x)
  const rows = Array.from({ length: size }, (_, y) => {
    const row = Buffer.alloc(size + 1, 0xff)
    row[0] = 0 // filter type "none"
    for (let x = 0; x < size; x++) {
      if (isDark(Math.floor(x / SCALE) - MARGIN, Math.floor(y / SCALE) - MARGIN)) row[x + 1] = 0x00
    }
    return row
  })
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
