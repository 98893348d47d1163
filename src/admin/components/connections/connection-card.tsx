import { StatusBadge, Text } from "@medusajs/ui"

import type { ConnectionState, ProviderInfo } from "../../../api/admin/payment-gateways/types"
import { errorText } from "../../lib/data/failure"
import { useProvider } from "../../lib/data/queries"
import { BACKEND_URL } from "../../lib/data/sdk"
import { useWords } from "../../lib/locale/texts"
import { CheckConnection } from "./check-connection"
import { CopyFact, Fact, Facts, TimeFact, When } from "../common/facts"
import { Panel } from "../common/panel"
import { Part } from "../common/side-drawer"
import { Warnings } from "./warnings"

/** One gateway: whether it answers, its last notification, and the addresses for its cabinet. */
export function ConnectionCard({ connection }: { connection: ConnectionState }) {
  const { t, time } = useWords()
  const { provider_id, title, account, webhook_urls, last_notification_at, warnings } = connection
  const { count = 0, since } = connection.wrong_signatures ?? {}
  const refused = { count, since: since ? time(since) : "" }
  const provider = useProvider(provider_id)
  return (
    <Panel
      title={title}
      hint={t("common.account", { account })}
      badge={<Health connection={connection} />}
      actions={provider?.can.check_connection !== false && <CheckConnection connection={connection} />}
    >
      <div className="flex flex-col gap-y-6 px-6 py-4">
        <Warnings warnings={warnings} values={refused} />
        <Facts>
          <LastCheck connection={connection} />
          {connection.unproven.length > 0 && (
            <Fact name={t("connections.unproven")}>
              {t("connections.unproven_text", { options: connection.unproven.join(", ") })}
            </Fact>
          )}
          <TimeFact
            name={t("connections.last_notification")}
            at={last_notification_at}
            never={t("common.never")}
          />
          {provider && <Rules provider={provider} />}
        </Facts>
        {webhook_urls.length > 0 && (
          <Part title={t("connections.webhooks")}>
            <Facts>
              {webhook_urls.map(({ purpose, url }) => (
                <CopyFact key={purpose} name={t(`webhook.${purpose}`)} text={completeAddress(url)} />
              ))}
            </Facts>
          </Part>
        )}
      </div>
    </Panel>
  )
}

/** Where the server does not know its public address, it sends a path, which begins as the dashboard's own server. */
const completeAddress = (url: string) => new URL(url, new URL(BACKEND_URL, window.location.origin)).href

/** What the merchant's options say about holds and refunds. */
function Rules({ provider: { capture, refunds } }: { provider: ProviderInfo }) {
  const { t } = useWords()
  return (
    <>
      <Fact name={t("connections.capture")}>{t(`captureMode.${capture}`)}</Fact>
      <Fact name={t("connections.refunds")}>{t(`refundMode.${refunds}`)}</Fact>
    </>
  )
}

function Health({ connection: { last_check } }: { connection: ConnectionState }) {
  const { t } = useWords()
  if (!last_check) return <StatusBadge color="grey">{t("connections.unchecked")}</StatusBadge>
  return last_check.ok ? (
    <StatusBadge color="green">{t("connections.ok")}</StatusBadge>
  ) : (
    <StatusBadge color="red">{t("connections.not_ok")}</StatusBadge>
  )
}

function LastCheck({ connection: { last_check } }: { connection: ConnectionState }) {
  const words = useWords()
  const { t, known } = words
  if (!last_check) return null
  const { at, took_ms, details, error } = last_check
  return (
    <>
      <Fact name={t("connections.last_check")}>
        <span aria-live="polite">
          <When at={at} />, {t("connections.checked_in", { ms: took_ms })}
          {error && (
            <Text as="span" size="small" className="text-ui-fg-error block">
              {errorText(error, words)}
            </Text>
          )}
        </span>
      </Fact>
      {Object.entries(details).map(([name, value]) => (
        <Fact key={name} name={known(`detail.${name}`, name)}>
          {known(`detailValue.${value}`, value)}
        </Fact>
      ))}
    </>
  )
}
