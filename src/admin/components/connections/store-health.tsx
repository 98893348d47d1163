import type { ConnectionsResponse } from "../../../api/admin/payment-gateways/types"
import { useWords } from "../../lib/locale/texts"
import { Facts, TimeFact } from "../common/facts"
import { LiveStore } from "./live-store"
import { Warning, Warnings } from "./warnings"

/** The state of the store as a whole. */
export function StoreHealth({ connections }: { connections: ConnectionsResponse }) {
  const { t } = useWords()
  const { installation, last_sweep_at, warnings, missing_entries, unpayable_regions } = connections
  return (
    <div className="flex flex-col gap-y-4 px-6 py-4">
      <Facts>
        <TimeFact name={t("connections.last_sweep")} at={last_sweep_at} never={t("common.never")} />
      </Facts>
      <Warnings warnings={warnings} />
      {missing_entries.map(({ provider_id, title, regions }) => (
        <Warning
          key={provider_id}
          text={t("connections.missing_entry", { title, regions: regions.join(", ") })}
        />
      ))}
      {unpayable_regions.map(({ region_id, name, currency_code, offered }) => (
        <Warning
          key={region_id}
          text={t("connections.unpayable_region", {
            region: name,
            currency: currency_code.toUpperCase(),
            gateways: offered.join(", "),
          })}
        />
      ))}
      <LiveStore installation={installation} />
    </div>
  )
}
