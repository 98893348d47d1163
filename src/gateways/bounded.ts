import { IntegrityError, OutcomeUnknown } from "../core/errors"
import {
  MAX_CODE_LENGTH,
  type Balance,
  type Connection,
  type CreatedPayment,
  type Gateway,
  type NextAction,
  type Observation,
  type ObservedPayout,
  type ObservedRefund,
  type Payouts,
} from "../core/gateway"
import { cut, isStorable, keptMessage } from "../core/text"

/** Longest number, reference or account. */
const MAX_NAME = 255
/** Longest address that a shopper is sent to: a signed link carries the lines of a receipt. */
const MAX_ADDRESS = 32_768
/** Most characters of a form's fields together. */
const MAX_FORM = 131_072
/** Longest picture of a code, as a data URL. */
const MAX_PICTURE = 400_000
/** Longest amount, currency or date. */
const MAX_WORD = 40
/** Largest answer that is kept for people to read, as JSON. */
const MAX_RAW = 16_384
/** Most currencies of an account, and most details of a connection. */
const MOST = 100

type Answers = {
  [Name in keyof Gateway]-?: NonNullable<Gateway[Name]> extends (...given: never[]) => Promise<infer Answer>
    ? Answer
    : never
}

/** The reader of each answer. A gateway's other members bring no answer of its server. */
const READERS = {
  createPayment: createdPayment,
  fetchPayment: orNull(observation),
  cancelPayment: (nothing) => nothing,
  confirmSent: (nothing) => nothing,
  listPayments: ({ items, next }) => ({
    items: items.map(observation),
    next: next === null ? null : needed(next, MAX_NAME),
  }),
  capturePayment: observation,
  voidPayment: observation,
  refundPayment: refund,
  fetchRefund: orNull(refund),
  balances: (all) => all.slice(0, MOST).map(balance),
  checkConnection: connection,
} satisfies { [Name in keyof Gateway]?: (answer: Answers[Name]) => Answers[Name] }

/**
 * Bounds a gateway's answers before they are stored or shown: each text can be stored and is not too long. A text that is
 * not needed is cut or left out, so that no payment is lost by it; a needed one makes the answer unreadable.
 */
export function bounded(gateway: Gateway): Gateway {
  const calls = Object.entries(READERS).flatMap(([name, read]) => {
    const call = gateway[name as keyof Gateway]
    return call ? [[name, boundedCall(call as Call, read as Read)]] : []
  })
  const { payouts } = gateway
  return {
    ...gateway,
    ...(Object.fromEntries(calls) as Partial<Gateway>),
    ...(payouts && { payouts: boundedPayouts(payouts) }),
  }
}

function boundedPayouts(payouts: Payouts): Payouts {
  const { list } = payouts
  return {
    ...payouts,
    create: boundedCall(payouts.create.bind(payouts), payout),
    fetch: boundedCall(payouts.fetch.bind(payouts), orNull(payout)),
    ...(list && { list: boundedCall(list.bind(payouts), (all) => all.map(payout)) }),
  }
}

type Call = (...given: unknown[]) => Promise<unknown>
type Read = (answer: unknown) => unknown

function boundedCall<Given extends unknown[], Answer>(
  call: (...given: Given) => Promise<Answer>,
  read: (answer: Answer) => Answer,
): (...given: Given) => Promise<Answer> {
  return async (...given) => {
    try {
      return read(await call(...given))
    } catch (error) {
      throw boundedError(error)
    }
  }
}

/** Bounds the texts of the same error object, which keeps its class. */
function boundedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { message, reason } = error as Error & { reason?: unknown }
  return Object.assign(error, {
    message: keptMessage(message),
    ...(typeof reason === "string" && { reason: keptMessage(reason) }),
  })
}

/** Without a usable address the payment may exist all the same: it is an unknown outcome, and asked about. */
function createdPayment({ gatewayId, next, payerAccount }: CreatedPayment): CreatedPayment {
  const account = payerAccount === undefined ? null : storableOrNull(payerAccount, MAX_NAME)
  try {
    return {
      gatewayId: storableOrNull(gatewayId, MAX_NAME),
      next: nextAction(next),
      ...(account !== null && { payerAccount: account }),
    }
  } catch {
    throw new OutcomeUnknown("The gateway told no address of the payment that can be used.")
  }
}

function nextAction(next: NextAction): NextAction {
  switch (next.type) {
    case "redirect":
      return { type: "redirect", url: needed(next.url, MAX_ADDRESS) }
    case "form":
      return { type: "form", url: needed(next.url, MAX_ADDRESS), fields: formFields(next.fields) }
    case "transfer":
      return {
        ...{ type: "transfer", wallet_number: needed(next.wallet_number, MAX_NAME) },
        wallet_link: storableOrNull(next.wallet_link, MAX_ADDRESS),
        qr: storableOrNull(next.qr, MAX_PICTURE),
        amount: needed(next.amount, MAX_WORD),
        currency_code: needed(next.currency_code, MAX_WORD),
        expires_at: storableOrNull(next.expires_at, MAX_WORD),
      }
  }
}

/** All fields or none: a form's signature covers all of them. */
function formFields(fields: Record<string, string>): Record<string, string> {
  needed(Object.entries(fields).flat().join(""), MAX_FORM, { mayBeEmpty: true })
  return fields
}

function observation(answer: Observation): Observation {
  return {
    ...answer,
    code: cut(answer.code, MAX_CODE_LENGTH),
    reference: cut(answer.reference, MAX_NAME),
    gatewayId: storableOrNull(answer.gatewayId, MAX_NAME),
    account: storableOrNull(answer.account, MAX_NAME),
    asked: sum(answer.asked),
    received: sum(answer.received),
    ...(answer.held !== undefined && { held: sum(answer.held) }),
    ...(answer.refunded !== undefined && { refunded: sum(answer.refunded) }),
    ...(answer.captureBefore !== undefined && {
      captureBefore: storableOrNull(answer.captureBefore, MAX_WORD),
    }),
    currency: answer.currency === null ? null : needed(answer.currency, MAX_WORD),
    fee: storableOrNull(answer.fee, MAX_WORD),
    paidAt: storableOrNull(answer.paidAt, MAX_WORD),
    raw: rawOf(answer.raw),
  }
}

function refund(answer: ObservedRefund): ObservedRefund {
  return {
    ...answer,
    gatewayId: storableOrNull(answer.gatewayId, MAX_NAME),
    amount: sum(answer.amount),
    reason: answer.reason === null ? null : keptMessage(answer.reason),
    raw: rawOf(answer.raw),
  }
}

function payout(answer: ObservedPayout): ObservedPayout {
  return {
    ...answer,
    reference: cut(answer.reference, MAX_NAME),
    gatewayId: storableOrNull(answer.gatewayId, MAX_NAME),
    raw: rawOf(answer.raw),
  }
}

function balance({ currency, available, pending, canceled }: Balance): Balance {
  return {
    currency: needed(currency, MAX_WORD),
    available: needed(available, MAX_WORD),
    pending: sum(pending),
    canceled: sum(canceled),
  }
}

function connection({ account, details }: Connection): Connection {
  const some = Object.entries(details).slice(0, MOST)
  return {
    account: cut(account, MAX_NAME),
    details: Object.fromEntries(some.map(([name, value]) => [cut(name, MAX_NAME), keptMessage(value)])),
  }
}

/** A sum is never cut. */
const sum = (text: string | null): string | null => (text === null ? null : needed(text, MAX_WORD))

/** A text that is needed. @throws IntegrityError (unreadable_answer) */
function needed(text: string, max: number, { mayBeEmpty = false } = {}): string {
  if ((text !== "" || mayBeEmpty) && text.length <= max && isStorable(text)) return text
  throw new IntegrityError("unreadable_answer", "The gateway's answer holds a text that cannot be kept.")
}

/** A text that is not needed. */
const storableOrNull = (text: string | null, max: number): string | null =>
  text !== null && text.length <= max && isStorable(text) ? text : null

/** An answer for people to read; empty where it is too large or cannot be stored. */
function rawOf(raw: Record<string, unknown>): Record<string, unknown> {
  try {
    const text = JSON.stringify(raw)
    return text.length <= MAX_RAW && !/\\u(0000|d[89a-f])/i.test(text) ? raw : {}
  } catch {
    return {}
  }
}

function orNull<Answer>(read: (answer: Answer) => Answer): (answer: Answer | null) => Answer | null {
  return (answer) => (answer === null ? null : read(answer))
}
