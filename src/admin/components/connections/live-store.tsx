import { Button, Text, toast, usePrompt } from "@medusajs/ui"

import type { InstallationView } from "../../../api/admin/payment-gateways/types"
import { client } from "../../lib/data/client"
import { useWords } from "../../lib/locale/texts"
import { useAction } from "../../lib/data/use-action"
import { Fact, Facts, When } from "../common/facts"

/** Why this database is taken for a copy of the live store's, with a button by which an admin says that it is none. */
export function LiveStore({ installation }: { installation: InstallationView }) {
  const { t } = useWords()
  const prompt = usePrompt()
  const confirm = useAction(client.confirmLiveStore, () => toast.success(t("live_store.confirmed")))
  const { reason, here, known } = installation
  const [last] = known
  if (reason === null) return null
  const begin = async () => {
    const sure = await prompt({
      title: t("live_store.confirm_title"),
      description: t("live_store.confirm_text"),
      confirmText: t("live_store.confirm"),
      cancelText: t("common.cancel"),
    })
    if (sure) confirm.mutate(undefined)
  }
  return (
    <section className="flex flex-col items-start gap-y-3" aria-label={t("live_store.title")}>
      <Text size="small" className="text-pretty">
        {t(`live_store.${reason}`)}
      </Text>
      <Facts>
        <Fact name={t("live_store.here")}>{placeText(here)}</Fact>
        {last && (
          <Fact name={t("live_store.known")}>
            {placeText(last)}, <When at={last.since} />
          </Fact>
        )}
      </Facts>
      <Button size="small" variant="danger" isLoading={confirm.isPending} onClick={() => void begin()}>
        {t("live_store.confirm")}
      </Button>
    </section>
  )
}

const placeText = ({ host, database }: InstallationView["here"]) => `${database} @ ${host}`
