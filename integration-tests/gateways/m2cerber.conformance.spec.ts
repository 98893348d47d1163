import { runConformance } from "./support/run-conformance"
import { m2cerberHarness } from "./support/m2cerber"
import { startWorld } from "./support/world"

const WAYS = {
  "as the documents most likely mean it": {},
  "with data of GET calls in the query only": { getTransport: "query" },
  "with data of GET calls in the body only": { getTransport: "body" },
  "with get_status never trusted alone": { trustStatusPoll: "never" },
} as const

describe.each(Object.entries(WAYS))("m2cerber %s", (_way, options) => {
  runConformance(m2cerberHarness(startWorld(), options))
})
