"use client"

import { useState } from "react"

import { usePayments } from "./provider.js"
import { useLeaving } from "./use-leaving.js"

/**
 * Nothing, or the error to show of a payment that could not be started. Server actions answer errors, since Next.js hides
 * what they throw; an empty one is told in general words.
 */
export type StartOutcome = { error?: string } | void

/** A browser that has not left by then stays; the button can be pressed again. */
const LEAVE_WITHIN_MS = 8_000

/** Starts a payment once, and tells why it could not. */
export function useStart<Choice>(begin: (choice: Choice) => Promise<StartOutcome>) {
  const { say } = usePayments()
  const [error, setError] = useState<string>()
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
        setTimeout(stay, LEAVE_WITHIN_MS)
      },
      (reason: unknown) => fail(messageOf(reason)),
    )
  }
  return { run, error, isBusy: isLeaving }
}

/** The message of an error, unless Next.js hides it, which then has a digest. */
function messageOf(reason: unknown): string {
  return reason instanceof Error && !("digest" in reason) ? reason.message : ""
}
