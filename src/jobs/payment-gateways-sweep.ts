import { keepWatch, onSchedule } from "../composition"

keepWatch()

export default onSchedule

export const config = {
  name: "payment-gateways-sweep",
  // What is due is claimed in the database, so it does no harm that every process runs it.
  schedule: { interval: 10_000 },
}
