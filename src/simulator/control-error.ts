/** A control action that cannot be done; `status` is what the HTTP twin answers. */
export class ControlError extends Error {
  constructor(
    message: string,
    readonly status: 400 | 404 | 409 = 400,
  ) {
    super(message)
    this.name = "ControlError"
  }
}
