import type {
  ErrorCode,
  OperationKind,
  OperationState,
  PaymentStatus,
  PayoutState,
  Problem,
  RefundMode,
} from "../../core"
import type { Decision, Step } from "../../core/settlement"
import type {
  Captures,
  ConnectionState,
  ConnectionWarning,
  NotificationRow,
  ProblemAction,
  ProviderInfo,
  ProblemRow,
  StatementRow,
  TimelineEvent,
  TimelineRoad,
} from "../../api/admin/payment-gateways/types"

export type ProblemTexts = Record<"title" | "happened" | "todo", string>
export type WarningTexts = Record<"title" | "todo", string>

type EventName =
  | Exclude<TimelineEvent["type"], "action" | "operation">
  | `${OperationKind}_${OperationState}`
  | "step_failed"
  | "by_shopper"

/** The texts of all codes that the routes use. A new kind or status without a text does not compile. */
export interface Catalogue {
  status: Record<PaymentStatus, string>
  problem: Record<Problem, ProblemTexts>
  problemState: Record<ProblemRow["state"], string>
  problemAction: Record<ProblemAction, string>
  record: Record<"request" | "approve" | "cancel" | "send" | "sent" | ProblemAction, string>
  event: Record<EventName, string>
  road: Record<TimelineRoad, string>
  step: Record<Exclude<Step["kind"], "none"> | "read", string>
  notificationState: Record<NotificationRow["state"], string>
  subject: Record<NotificationRow["subject"], string>
  outcome: Record<Decision | PayoutState, string>
  payout: Record<PayoutState, string>
  operation: Record<OperationKind, string>
  operationState: Record<OperationState, string>
  captures: Record<Exclude<Captures, false>, string>
  captureMode: Record<ProviderInfo["capture"], string>
  refundMode: Record<RefundMode, string>
  difference: Record<StatementRow["differences"][number], string>
  warning: Record<ConnectionWarning, WarningTexts>
  webhook: Record<ConnectionState["webhook_urls"][number]["purpose"], string>
  error: Record<ErrorCode | "gateway_slow" | "unexpected", string>
}
