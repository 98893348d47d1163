import { Badge, StatusBadge } from "@medusajs/ui"

import type {
  NotificationRow,
  OperationRow,
  PaymentRow,
  PayoutRow,
  ProblemRow,
} from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/locale/texts"

type Color = "green" | "red" | "blue" | "orange" | "grey" | "purple"

const PAYMENT: Record<PaymentRow["status"], Color> = {
  created: "grey",
  awaiting: "blue",
  processing: "blue",
  underpaid: "orange",
  authorized: "orange",
  expired: "grey",
  canceled: "grey",
  failed: "red",
  paid: "green",
  refunded: "purple",
}

const PAYOUT: Record<PayoutRow["state"], Color> = {
  draft: "orange",
  approved: "blue",
  sending: "blue",
  sent: "blue",
  paid: "green",
  canceled: "grey",
  declined: "red",
}

const OPERATION: Record<OperationRow["state"], Color> = {
  asked: "orange",
  pending: "blue",
  done: "green",
  failed: "red",
}

const NOTIFICATION: Record<NotificationRow["state"], Color> = {
  failed: "red",
  received: "blue",
  done: "green",
}

// In the order of the filters.
export const PAYMENT_STATUSES = Object.keys(PAYMENT) as PaymentRow["status"][]
export const PAYOUT_STATES = Object.keys(PAYOUT) as PayoutRow["state"][]
export const NOTIFICATION_STATES = Object.keys(NOTIFICATION) as NotificationRow["state"][]

export function PaymentStatusBadge({ status }: { status: PaymentRow["status"] }) {
  const { t } = useWords()
  return <StatusBadge color={PAYMENT[status]}>{t(`status.${status}`)}</StatusBadge>
}

export function PayoutStateBadge({ state }: { state: PayoutRow["state"] }) {
  const { t } = useWords()
  return <StatusBadge color={PAYOUT[state]}>{t(`payout.${state}`)}</StatusBadge>
}

export function OperationStateBadge({ state }: { state: OperationRow["state"] }) {
  const { t } = useWords()
  return <StatusBadge color={OPERATION[state]}>{t(`operationState.${state}`)}</StatusBadge>
}

export function NotificationStateBadge({ state }: { state: NotificationRow["state"] }) {
  const { t } = useWords()
  return <StatusBadge color={NOTIFICATION[state]}>{t(`notificationState.${state}`)}</StatusBadge>
}

/** A problem's name; red while it is open. */
export function ProblemBadge({ kind, state }: Pick<ProblemRow, "kind" | "state">) {
  const { t } = useWords()
  return <StatusBadge color={state === "open" ? "red" : "grey"}>{t(`problem.${kind}.title`)}</StatusBadge>
}

/** Marks test payments. */
export function TestBadge() {
  const { t } = useWords()
  return (
    <Badge size="2xsmall" color="purple">
      {t("common.test")}
    </Badge>
  )
}
