import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import type { Browser } from "playwright-core"

/** The README's pictures: they come with the package, so they are small. */
const PICTURES = [
  { from: "admin-balances-en.png", to: "readme-dashboard.webp", width: 960 },
  { from: "shopper-transfer-phone.png", to: "readme-checkout.webp", width: 360 },
]
const QUALITY = 0.5

/** Makes the README's pictures out of the large ones of the same folder. */
export async function shrinkForReadme(browser: Browser, images: string): Promise<void> {
  const page = await browser.newPage()
  for (const { from, to, width } of PICTURES) {
    const png = readFileSync(join(images, from)).toString("base64")
    const webp = await page.evaluate(shrink, { url: `data:image/png;base64,${png}`, width, quality: QUALITY })
    writeFileSync(join(images, to), Buffer.from(webp.replace(/^data:image\/webp;base64,/, ""), "base64"))
    console.log(`✓ docs/images/${to}`)
  }
  await page.close()
}

interface Shrinking {
  url: string
  width: number
  quality: number
}

/** Runs in the browser, which alone knows how to write this kind of picture. */
async function shrink({ url, width, quality }: Shrinking): Promise<string> {
  const image = new Image()
  image.src = url
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = Math.min(width, image.naturalWidth)
  canvas.height = Math.round((image.naturalHeight * canvas.width) / image.naturalWidth)
  const context = canvas.getContext("2d")
  if (!context) throw new Error("The browser cannot draw")
  context.imageSmoothingQuality = "high"
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL("image/webp", quality)
}
