import { Button, Drawer, Text } from "@medusajs/ui"
import { useState } from "react"

import type { ProviderInfo } from "../../../api/admin/payment-gateways/types"
import { draftFaults, type DraftFaults, type PayoutDraft } from "../../lib/payout-draft"
import { useWords } from "../../lib/locale/texts"
import { Choice, providerOptions } from "../common/filters"
import { PayoutAmountHint } from "./payout-amount-hint"
import { NoteField, TextField } from "./payout-fields"
import { usePayoutRequest } from "./use-payout-request"

interface PayoutFormProps {
  /** The providers that pay out; at least one. */
  providers: readonly ProviderInfo[]
  close: () => void
}

/** A form that drafts a payout. Nothing is sent yet. */
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
  const { submit, creating, tried } = usePayoutRequest(draft, provider, close)
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
            <SourceFields draft={draft} providers={providers} provider={provider} change={change} />
            <PayoutFields draft={draft} provider={provider} faults={faults} change={change} />
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

interface PayoutFieldsProps {
  draft: PayoutDraft
  provider: ProviderInfo
  faults: DraftFaults
  change: (part: Partial<PayoutDraft>) => void
}

/** The fields for the amount, its receiver and a note. */
function PayoutFields({ draft, provider, faults, change }: PayoutFieldsProps) {
  const { t } = useWords()
  return (
    <>
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
      {provider.payouts?.needs_payment_system && (
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
      {provider.payouts?.two_person && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("payouts.two_person")}
        </Text>
      )}
    </>
  )
}

interface SourceFieldsProps {
  draft: PayoutDraft
  providers: readonly ProviderInfo[]
  provider: ProviderInfo
  change: (part: Partial<PayoutDraft>) => void
}

/** The choice of the gateway and the currency. */
function SourceFields({ draft, providers, provider, change }: SourceFieldsProps) {
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
        options={providerOptions(providers)}
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
