import { Button, Drawer, Hint, Input, Label, Text, Textarea, toast, usePrompt } from "@medusajs/ui"
import { useId, useRef, useState, type FormEvent, type ReactNode } from "react"

import type { ProviderInfo } from "../../api/admin/payment-gateways/types"
import { client } from "../lib/client"
import { readAmount } from "../lib/money"
import { draftFaults, type PayoutDraft } from "../lib/payout-draft"
import { useWords } from "../lib/texts"
import { useAction } from "../lib/use-action"
import { Choice } from "./filters"
import { PayoutAmountHint } from "./payout-amount-hint"

interface PayoutFormProps {
  /** Those that pay out; at least one. */
  providers: readonly ProviderInfo[]
  close: () => void
}

/** Asks for a payout. Nothing is sent by this. */
export function PayoutForm({ providers, close }: PayoutFormProps) {
  const { t } = useWords()
  const [first] = providers
  const [draft, setDraft] = useState<PayoutDraft>(() => ({
    provider_id: first?.id ?? "",
    currency_code: first?.payouts?.currencies[0] ?? "",
    amount: "",
    account: "",
    payment_system: "",
    note: "",
  }))
  const change = (part: Partial<PayoutDraft>) => setDraft((old) => ({ ...old, ...part }))
  const provider = providers.find(({ id }) => id === draft.provider_id)
  const { submit, creating, tried } = useSubmit(draft, provider, close)
  if (!provider?.payouts) return null
  const faults = tried ? draftFaults(draft, provider.payouts) : {}
  return (
    <Drawer open onOpenChange={(open) => !open && close()}>
      <Drawer.Content aria-describedby="">
        <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
          <Drawer.Header>
            <Drawer.Title>{t("payouts.create")}</Drawer.Title>
          </Drawer.Header>
          <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
            <Where draft={draft} providers={providers} provider={provider} change={change} />
            <TextField
              label={t("payouts.amount")}
              value={draft.amount}
              inputMode="decimal"
              fault={faults.amount && t(`payouts.${faults.amount}`, limitsOf(provider))}
              onChange={(amount) => change({ amount })}
              hint={<PayoutAmountHint draft={draft} provider={provider} />}
            />
            <TextField
              label={t("payouts.account")}
              value={draft.account}
              fault={faults.account && t(`payouts.${faults.account}`)}
              onChange={(account) => change({ account })}
              hint={t("payouts.account_hint")}
            />
            {provider.payouts.needs_payment_system && (
              <TextField
                label={t("payouts.payment_system")}
                value={draft.payment_system}
                inputMode="numeric"
                fault={faults.payment_system && t(`payouts.${faults.payment_system}`)}
                onChange={(payment_system) => change({ payment_system })}
                hint={t("payouts.payment_system_hint")}
              />
            )}
            <NoteField value={draft.note} onChange={(note) => change({ note })} />
            {provider.payouts.two_person && (
              <Text size="small" className="text-ui-fg-subtle">
                {t("payouts.two_person")}
              </Text>
            )}
          </Drawer.Body>
          <Drawer.Footer>
            <Button size="small" variant="secondary" type="button" onClick={close}>
              {t("common.cancel")}
            </Button>
            <Button size="small" type="submit" isLoading={creating}>
              {t("payouts.create")}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}

const limitsOf = ({ payouts }: ProviderInfo) => ({ min: payouts?.min ?? "", max: payouts?.max ?? "" })

function useSubmit(draft: PayoutDraft, provider: ProviderInfo | undefined, close: () => void) {
  const { t, money } = useWords()
  const prompt = usePrompt()
  const [tried, setTried] = useState(false)
  // One form is one payout, however often it is sent.
  const key = useRef(crypto.randomUUID())
  const create = useAction(client.createPayout, () => {
    toast.success(t("payouts.created"))
    close()
  })
  const ask = async (rules: NonNullable<ProviderInfo["payouts"]>, title: string) => {
    setTried(true)
    const amount = readAmount(draft.amount)
    if (!amount || Object.keys(draftFaults(draft, rules)).length > 0) return
    const account = draft.account.trim()
    const sure = await prompt({
      variant: "confirmation",
      title: t("payouts.create_title"),
      description: t("payouts.create_text", {
        amount: money(amount, draft.currency_code),
        account,
        gateway: title,
      }),
      confirmText: t("common.confirm"),
      cancelText: t("common.cancel"),
    })
    if (!sure) return
    create.mutate({
      provider_id: draft.provider_id,
      currency_code: draft.currency_code,
      amount,
      account,
      ...(rules.needs_payment_system && { payment_system: Number(draft.payment_system) }),
      ...(draft.note.trim() && { note: draft.note.trim() }),
      idempotency_key: key.current,
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (provider?.payouts) void ask(provider.payouts, provider.title)
  }
  return { submit, creating: create.isPending, tried }
}

interface WhereProps {
  draft: PayoutDraft
  providers: readonly ProviderInfo[]
  provider: ProviderInfo
  change: (part: Partial<PayoutDraft>) => void
}

function Where({ draft, providers, provider, change }: WhereProps) {
  const { t } = useWords()
  const choose = (id: string | undefined) => {
    const chosen = providers.find((candidate) => candidate.id === id)
    change({ provider_id: id, currency_code: chosen?.payouts?.currencies[0] ?? "" })
  }
  return (
    <>
      <Choice
        optional={false}
        label={t("common.gateway")}
        value={draft.provider_id}
        options={providers.map(({ id, title, account }) => ({ value: id, label: `${title} · ${account}` }))}
        onChange={choose}
      />
      <Choice
        optional={false}
        label={t("payouts.currency")}
        value={draft.currency_code}
        options={(provider.payouts?.currencies ?? []).map((code) => ({
          value: code,
          label: code.toUpperCase(),
        }))}
        onChange={(currency_code) => change({ currency_code })}
      />
    </>
  )
}

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  fault?: string
  hint: ReactNode
  inputMode?: "decimal" | "numeric"
}

function TextField({ label, value, onChange, fault, hint, inputMode }: TextFieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-y-1">
      <Label size="small" weight="plus" htmlFor={id}>
        {label}
      </Label>
      <Input
        id={id}
        size="small"
        autoComplete="off"
        inputMode={inputMode}
        maxLength={128}
        value={value}
        aria-invalid={Boolean(fault)}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
      <div id={`${id}-hint`} aria-live="polite">
        {fault ? <Hint variant="error">{fault}</Hint> : typeof hint === "string" ? <Hint>{hint}</Hint> : hint}
      </div>
    </div>
  )
}

function NoteField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useWords()
  const id = useId()
  return (
    <div className="flex flex-col gap-y-1">
      <Label size="small" weight="plus" htmlFor={id}>
        {t("common.note")}
      </Label>
      <Textarea
        id={id}
        rows={2}
        maxLength={500}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
      <Hint id={`${id}-hint`}>{t("payouts.note_hint")}</Hint>
    </div>
  )
}
