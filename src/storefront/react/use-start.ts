"use client"

import { useState } from "react"

import { usePayments } from "./provider.js"
import { useLeaving } from "./use-leaving.js"

/**
 * What beginning a payment has come to: nothing more to say, or the error to show. Server actions answer errors, since
 * Next.js hides what they throw; an empty one is told in general words.
 */
export type StartOutcome = { error?: string } | void

const PATIENCE_MS = 8_000

/** Begins a payment once, and tells why it could not. */
export function useStart<Choice>(begin: (choice: Choice) => Promise<StartOutcome>) {
  const { say } = usePayments()
  const [error, setError] = useState<string>()
  // The shopper may come back to this page by the back button, frozen as it was left.
  const [isLeaving, leave, stay] = useLeaving()
  const fail = (message: string) => {
    setError(message || say("actionFailed"))
    stay()
  }
  const run = (choice: Choice) => {
    if (isLeaving) return
    leave()
    setError(undefined)
    begin(choice).then(
      (outcome) => {
        if (outcome?.error !== undefined) return fail(outcome.error)
        // A browser takes its time to leave; if it stays, the shopper may press again.
        setTimeout(stay, PATIENCE_MS)
      },
      (reason: unknown) => fail(messageOf(reason)),
    )
  }
  return { run, error, isBusy: isLeaving }
}

/** Next.js puts a digest into the place of what it hides. */
function messageOf(reason: unknown): string {
  return reason instanceof Error && !("digest" in reason) ? reason.message : ""
}
