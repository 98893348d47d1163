import { parentPort } from "node:worker_threads"
import { runRange, type Range } from "./campaign"

/** Runs the ranges that it is sent, one after the other, and sends back what came of each. */
parentPort?.on("message", (range: Range) => {
  void runRange(range).then((outcome) => parentPort?.postMessage(outcome))
})
