import request, { type Response } from "supertest"
import { sleep } from "../../tools/sleep"

const TRIES = 3

/** The merchant in the dashboard: Medusa's admin API, and the plugin's. */
export class Merchant {
  constructor(
    private readonly baseUrl: string,
    private readonly authorization: string,
    /** Resolves when the store can be reached. */
    private readonly ready: () => Promise<void>,
  ) {}

  /** Tries again when it did not work, as people do with a button that may be pressed twice. */
  async insist(path: string, body: object = {}): Promise<Response> {
    for (let left = TRIES; ; left--) {
      await this.ready()
      const answer = await this.post(path, body)
      if (answer.status < 500 || left === 1) return answer
      await sleep(500)
    }
  }

  async post(path: string, body: object = {}): Promise<Response> {
    return request(this.baseUrl).post(path).set("authorization", this.authorization).send(body)
  }
}
