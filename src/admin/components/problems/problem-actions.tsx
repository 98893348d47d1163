import { Button, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"

import type { ProblemAction, ProblemRow } from "../../../api/admin/payment-gateways/types"
import { client } from "../../lib/data/client"
import { showOutcome } from "../../lib/data/show-outcome"
import { useWords, type Words } from "../../lib/locale/texts"
import { useAction } from "../../lib/data/use-action"
import { NoteDialog } from "../common/note-dialog"

const TEXTS = { pending: "problems.pending", failed: "failure.action" } as const

interface ProblemActionsProps {
  problem: ProblemRow
  watch: (on: boolean) => void
}

interface Doing {
  action: ProblemAction
  /** What a person says, and the sum that it is about: the one that was shown. */
  said?: { note: string; amount: string | null }
}

/** A problem as it was when the person opened the dialog: it may change meanwhile. */
interface Noting {
  action: "refunded" | "resolve"
  shown: ProblemRow
}

/** Buttons for what can be done about a problem, the best first. All but a check are confirmed. */
export function ProblemActions({ problem, watch }: ProblemActionsProps) {
  const words = useWords()
  const { t } = words
  const prompt = usePrompt()
  const [noting, setNoting] = useState<Noting | null>(null)
  const act = useAction(
    ({ action, said }: Doing) => client.actOnProblem(problem.id, action, said),
    (answer) => {
      watch(answer.outcome === "pending")
      showOutcome(answer, words, TEXTS, () =>
        answer.problem.state === "open"
          ? toast.info(t("problems.still_open"))
          : toast.success(t("problems.gone")),
      )
    },
  )
  const begin = async (action: ProblemAction) => {
    if (action === "refunded" || action === "resolve") return setNoting({ action, shown: problem })
    const sure =
      action === "check" ||
      (await prompt({
        variant: "confirmation",
        title: t("problems.place_order_title"),
        description: t("problems.place_order_text", { reference: problem.reference }),
        confirmText: t("problemAction.place_order"),
        cancelText: t("common.cancel"),
      }))
    if (sure) act.mutate({ action })
  }
  if (problem.actions.length === 0) return null
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      {problem.actions.map((action) => (
        <Button
          key={action}
          size="small"
          variant="secondary"
          disabled={act.isPending}
          isLoading={act.isPending && act.variables?.action === action}
          onClick={() => void begin(action)}
        >
          {t(`problemAction.${action}`)}
        </Button>
      ))}
      {noting && (
        <NoteDialog
          {...noteTexts(noting, words)}
          cancel={() => setNoting(null)}
          confirm={(note) => {
            setNoting(null)
            act.mutate({ action: noting.action, said: { note, amount: noting.shown.amount } })
          }}
        />
      )}
    </div>
  )
}

function noteTexts({ action, shown: { amount, currency_code } }: Noting, { t, money }: Words) {
  const confirmText = t(`problemAction.${action}`)
  if (action === "resolve") {
    return { title: t("problems.resolve_title"), text: t("problems.resolve_text"), confirmText }
  }
  const text =
    amount && currency_code
      ? t("problems.refunded_text", { amount: money(amount, currency_code) })
      : t("problems.refunded_text_plain")
  return { title: t("problems.refunded_title"), text, confirmText }
}
