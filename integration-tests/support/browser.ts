import request from "supertest"

/** Follows links as a browser does; enough for pages that work without scripts. */
export class Browser {
  page = ""

  async open(url: string): Promise<void> {
    const { origin } = new URL(url)
    const response = await request(origin).get(url.slice(origin.length)).redirects(5)
    if (response.status >= 400) {
      throw new Error(`HTTP ${response.status} at ${url}`)
    }
    this.page = response.text
  }
}
