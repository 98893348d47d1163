import { keepWatch, onSchedule } from "../composition"

keepWatch()

export default onSchedule

export const config = {
  name: "payment-gateways-sweep",
  // Every process may run it, since all work is leased in the database.
  schedule: { interval: 10_000 },
}
