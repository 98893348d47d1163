import { InvalidNotification } from "./errors"
import type { Notification } from "./gateway"
import { isStorable } from "./text"

/** So often at most a gateway is asked about one payment because somebody has named it. */
export const NAMED_EVERY_MS = 5_000

/** Longer texts are no number, no reference and no fingerprint. */
const MAX_LENGTH = 255

/**
 * Refuses a notification of which something cannot be written down: NUL, which databases refuse, half a character, or
 * more than anybody needs.
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
