import { StatusBadge } from "@medusajs/ui"
import { Link } from "react-router-dom"

import { useProblemsCount } from "../../lib/data/queries"
import { useWords } from "../../lib/locale/texts"

/** How many problems are open, as a link to them; nothing when there are none. The dashboard's menu shows no numbers. */
export function ProblemsCount() {
  const { t } = useWords()
  const open = useProblemsCount().data?.open ?? 0
  if (open === 0) return null
  return (
    <Link to="/payment-gateways/problems" className="focus-visible:shadow-borders-focus rounded outline-none">
      <StatusBadge color="red">{t("balances.open_problems", { count: open })}</StatusBadge>
    </Link>
  )
}
