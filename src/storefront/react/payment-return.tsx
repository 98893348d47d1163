"use client"

import type { ReactNode } from "react"

import type { Phase } from "../flow.js"
import type { Labels } from "../labels/en.js"
import type { PaymentView } from "../types.js"
import { CancelButton } from "./cancel-button.js"
import { Notice, type NoticeProps } from "./notice.js"
import { usePayments } from "./provider.js"
import { RedirectButton } from "./redirect-button.js"
import type { PaymentFlow } from "./use-payment.js"

export interface PaymentReturnProps {
  flow: PaymentFlow
  /** Called when the shopper wants to pay anew: lead back to the choice of payment. */
  onRetry: (payment: PaymentView | null) => void
  /** More below the message. */
  children?: ReactNode
}

type Message = [kind: NoticeProps["kind"], title: keyof Labels, text?: keyof Labels]

const MESSAGES: Record<Exclude<Phase, "transfer">, Message> = {
  loading: ["busy", "looking", "lookingText"],
  redirect: ["busy", "looking", "lookingText"],
  confirming: ["busy", "looking", "lookingText"],
  placing: ["busy", "placing"],
  done: ["good", "done"],
  held: ["bad", "held", "heldText"],
  canceled: ["bad", "orderCanceled", "orderCanceledText"],
  failed: ["bad", "failed", "failedText"],
  expired: ["bad", "expired", "expiredText"],
  superseded: ["bad", "superseded", "supersededText"],
  unknown: ["bad", "unknown", "unknownText"],
}

/** The messages where the money is only held. */
const RESERVED: Partial<Record<Phase, Message>> = {
  placing: ["busy", "reserving"],
  done: ["good", "reserved", "reservedText"],
}

const CAN_RETRY: Partial<Record<Phase, keyof Labels>> = {
  failed: "retry",
  expired: "startNew",
  superseded: "startNew",
  canceled: "startNew",
  unknown: "retry",
}

/** The state of a payment, for the page that the gateway sends shoppers back to. Nothing while a transfer is open. */
export function PaymentReturn({ flow, onRetry, children }: PaymentReturnProps) {
  const { say, money } = usePayments()
  const { phase, payment } = flow
  if (phase === "transfer") return null
  const [kind, title, text] = messageOf(flow, phase)
  const retry = CAN_RETRY[phase]
  const kept = retry && cameIn(payment)
  const isReturned = phase === "superseded" && payment?.reserved
  const isOwed = phase === "canceled" && (kept || payment?.status === "paid")
  return (
    <Notice
      key={kind}
      kind={kind}
      title={say(title)}
      text={flow.isOffline ? say("offline") : text && say(text)}
      warning={
        isReturned
          ? say("returned")
          : isOwed
            ? say("orderCanceledPaid")
            : kept && say("kept", { received: money(kept.received, kept.currency_code) })
      }
      takesFocus={kind !== "busy"}
    >
      {phase === "redirect" && <RedirectButton next={payment?.next} secondary={!flow.isSlow} />}
      {retry && (
        <button type="button" className="mpg-button mpg-primary" onClick={() => onRetry(payment)}>
          {say(retry)}
        </button>
      )}
      {kind === "busy" && <CancelButton flow={flow} />}
      {children}
    </Notice>
  )
}

function messageOf({ isSlow, payment }: PaymentFlow, phase: keyof typeof MESSAGES): Message {
  if (isSlow) return payment?.reserved ? ["busy", "reserving", "slowText"] : ["busy", "slow", "slowText"]
  return (payment?.reserved && RESERVED[phase]) || MESSAGES[phase]
}

/** The payment with its received sum, if any money came. */
function cameIn(payment: PaymentView | null) {
  const received = payment?.received
  return payment && received && /[1-9]/.test(received) ? { ...payment, received } : undefined
}
