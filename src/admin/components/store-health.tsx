import type { ConnectionsResponse } from "../../api/admin/payment-gateways/types"
import { useWords } from "../lib/texts"
import { Fact, Facts, When } from "./facts"
import { LiveStore } from "./live-store"
import { Warnings } from "./warnings"

/** What holds for the store as a whole. */
export function StoreHealth({ connections }: { connections: ConnectionsResponse }) {
  const { t } = useWords()
  const { installation, last_sweep_at, warnings } = connections
  return (
    <div className="flex flex-col gap-y-4 px-6 py-4">
      <Facts>
        <Fact name={t("connections.last_sweep")}>
          {last_sweep_at ? <When at={last_sweep_at} /> : t("common.never")}
        </Fact>
      </Facts>
      <Warnings warnings={warnings} />
      <LiveStore installation={installation} />
    </div>
  )
}
