import request, { type Response } from "supertest"

/** The merchant in the dashboard: Medusa's admin API, and the plugin's. */
export class Merchant {
  constructor(
    private readonly baseUrl: string,
    private readonly authorization: string,
  ) {}

  async post(path: string, body: object = {}): Promise<Response> {
    return request(this.baseUrl).post(path).set("authorization", this.authorization).send(body)
  }
}
