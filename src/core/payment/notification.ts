import { InvalidNotification } from "../errors"
import type { Notification } from "../gateway"
import { isStorable } from "../text"

/** Path of an entry's notification hook below the server's public address: "hooks/payment-gateways/bank_main". */
export const hookPath = (providerId: string) => `hooks/payment-gateways/${providerId.replace(/^pp_/, "")}`

/** The shortest time between two questions to a gateway about one payment that an unsigned notification has named. */
export const NAMED_EVERY_MS = 5_000

/** Longer texts are no number, no reference and no fingerprint. */
const MAX_LENGTH = 255

/**
 * Refuses a notification that the database cannot store: with NUL, half a character, or a text that is too long.
 * @throws InvalidNotification (malformed_notification)
 */
export function assertKeepable(notification: Notification): void {
  const kept =
    notification.proof === "signed"
      ? [notification.reference, notification.gatewayId, notification.fingerprint, ...claimed(notification)]
      : notification.subject === "payment"
        ? [notification.gatewayId]
        : []
  if (!kept.every((text) => text === null || isKeepable(text))) {
    throw new InvalidNotification("malformed_notification", "a number or a reference cannot be written down")
  }
}

const claimed = ({ claim }: Extract<Notification, { proof: "signed" }>) => [claim.received, claim.currency]

const isKeepable = (text: string) => text.length <= MAX_LENGTH && isStorable(text)
