import fc from "fast-check"
import { imageDataUrl, qrDataUrl } from "../image"

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const SVG = Buffer.from('<svg onload="alert(1)"/>')

it.each([
  ["a PNG", PNG.toString("base64"), "image/png"],
  ["a JPEG", JPEG.toString("base64"), "image/jpeg"],
  ["Python's bytes in single quotes", `b'${PNG.toString("base64")}'`, "image/png"],
  ["Python's bytes in double quotes", `b"${PNG.toString("base64")}"`, "image/png"],
  ["a PNG between spaces", `  ${PNG.toString("base64")}\n`, "image/png"],
])("shows %s", (_what, image, type) => {
  expect(imageDataUrl(image)).toMatch(new RegExp(`^data:${type};base64,[A-Za-z0-9+/]+={0,2}$`))
})

it.each([
  ["nothing", null],
  ["no field", undefined],
  ["an empty text", ""],
  ["the documents' sample", 'b"..."'],
  ["raw bytes", 'b"\\x89PNG\\r\\n<img src=x onerror=alert(1)>"'],
  ["an SVG, which could run scripts", SVG.toString("base64")],
  ["an SVG as text", SVG.toString()],
  ["an address", "https://evil.example/x.png"],
  ["a data URL", `data:image/png;base64,${PNG.toString("base64")}`],
  ["a picture of a megabyte", Buffer.concat([PNG, Buffer.alloc(1_000_000)]).toString("base64")],
])("leaves out %s", (_what, image) => {
  expect(imageDataUrl(image)).toBeNull()
})

it("never lets anything but an inert picture through", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("base64")),
    fc.string().map((tail) => `b'${PNG.toString("base64")}${tail}'`),
  )
  fc.assert(
    fc.property(text, (image) => {
      const url = imageDataUrl(image)
      if (url !== null) expect(url).toMatch(/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/)
    }),
    { numRuns: 2_000 },
  )
})

it("draws a QR code of the link by itself", async () => {
  const url = await qrDataUrl("https://m10.example/pay/3636363?a=<script>")
  const svg = Buffer.from((url ?? "").replace("data:image/svg+xml;base64,", ""), "base64").toString()
  expect(svg).toMatch(/^<svg .*<\/svg>$/s)
  expect(svg).not.toContain("script")
})

it("draws none of a link that is too long for one, and does not fail", async () => {
  const link = (length: number) => `https://m10.example/${"a".repeat(length - 20)}`
  expect(await qrDataUrl(link(512))).toMatch(/^data:image/)
  for (const length of [513, 2_048, 3_000, 60_000]) expect(await qrDataUrl(link(length))).toBeNull()
})
