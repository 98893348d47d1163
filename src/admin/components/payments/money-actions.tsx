import { Button, Hint, toast, usePrompt } from "@medusajs/ui"
import { useState, type FormEvent } from "react"

import type { PaymentDetail } from "../../../api/admin/payment-gateways/types"
import { client, type MoneyMove } from "../../lib/data/client"
import { partFault, restOf } from "../../lib/part"
import { useProvider } from "../../lib/data/queries"
import { useWords, type Words } from "../../lib/locale/texts"
import { useAction } from "../../lib/data/use-action"
import { TextField } from "../payouts/payout-fields"

/**
 * Captures and refunds of a part. Medusa's own order page captures all of a payment or nothing, and refunds nothing of one
 * that was captured in part. Both go by Medusa's own routes.
 */
export function MoneyActions({ payment }: { payment: PaymentDetail }) {
  const { amount, payment_id, captures, capturable, captured, refundable } = payment
  if (!payment_id) return null
  const isPart = captured !== amount
  return (
    <>
      {capturable && captures !== "whole" && (
        <PartForm what="capture" payment={payment} paymentId={payment_id} most={capturable} />
      )}
      {refundable && isPart && (
        <PartForm what="refund" payment={payment} paymentId={payment_id} most={refundable} />
      )}
    </>
  )
}

interface PartFormProps {
  what: "capture" | "refund"
  payment: PaymentDetail
  paymentId: string
  /** How much there is. */
  most: string
}

/** A button that opens a form for a sum. */
function PartForm(props: PartFormProps) {
  const { t } = useWords()
  const [isOpen, open] = useState(false)
  if (isOpen) return <SumForm {...props} close={() => open(false)} />
  return (
    <div>
      <Button size="small" variant="secondary" onClick={() => open(true)}>
        {t(`move.${props.what}_open`)}
      </Button>
    </div>
  )
}

function SumForm({ what, payment, paymentId, most, close }: PartFormProps & { close: () => void }) {
  const { t, money } = useWords()
  const [typed, type] = useState("")
  const { submit, isMoving, isTried } = useMove({ what, payment, paymentId, most, typed, close })
  const all = money(most, payment.currency_code)
  const fault = isTried ? partFault(typed, most) : undefined
  const texts = { bad_amount: t("payouts.bad_amount"), too_much: t(`move.${what}_too_much`, { amount: all }) }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-y-3">
      <TextField
        label={t(`move.${what}_amount`)}
        value={typed}
        inputMode="decimal"
        onChange={type}
        fault={fault && texts[fault]}
        hint={<Hint>{t(`move.${what}_hint`, { amount: all })}</Hint>}
      />
      <div className="flex gap-2">
        <Button size="small" type="submit" isLoading={isMoving}>
          {t(`move.${what}_submit`)}
        </Button>
        <Button size="small" type="button" variant="secondary" disabled={isMoving} onClick={close}>
          {t("common.cancel")}
        </Button>
      </div>
    </form>
  )
}

/** Checks the sum, asks the admin to confirm it, and then asks Medusa for it. */
function useMove(form: PartFormProps & { typed: string; close: () => void }) {
  const { what, payment, paymentId, most, typed, close } = form
  const words = useWords()
  const { t, money } = words
  const prompt = usePrompt()
  const [isTried, setTried] = useState(false)
  const provider = useProvider(payment.provider_id)
  const move = useAction(
    (part: MoneyMove) => client[what](part),
    (_, { amount }) => {
      toast.success(t(`move.${what}_done`, { amount: money(amount, payment.currency_code) }))
      close()
    },
  )
  const ask = async () => {
    setTried(true)
    const part = restOf(typed, most)
    if (!part) return
    const sums = {
      amount: money(part.amount, payment.currency_code),
      rest: money(part.rest, payment.currency_code),
    }
    const sure = await prompt({
      variant: "confirmation",
      title: t(`move.${what}_title`),
      description:
        what === "capture"
          ? captureText(payment, part.isAll, sums, words)
          : t(provider?.refunds === "gateway" ? "move.refund_gateway" : "move.refund_otherwise", sums),
      confirmText: t(`move.${what}_submit`),
      cancelText: t("common.cancel"),
    })
    if (sure) move.mutate({ paymentId, amount: part.amount })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void ask()
  }
  return { submit, isMoving: move.isPending, isTried }
}

function captureText(
  { captures }: PaymentDetail,
  isAll: boolean,
  sums: { amount: string; rest: string },
  { t }: Words,
): string {
  if (isAll) return t("move.capture_all", sums)
  return t(captures === "many" ? "move.capture_many" : "move.capture_once", sums)
}
