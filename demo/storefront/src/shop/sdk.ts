import Medusa from "@medusajs/js-sdk"

interface Config {
  medusaUrl: string
  publishableKey: string
}

/** Makes the client of the store API. Its address and key come with the page, not with the build. */
export async function connect(): Promise<Medusa> {
  const response = await fetch("/config.json")
  const { medusaUrl, publishableKey } = (await response.json()) as Config
  return new Medusa({ baseUrl: medusaUrl, publishableKey })
}
