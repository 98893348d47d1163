import { Button, Drawer } from "@medusajs/ui"
import type { ReactNode } from "react"

import { useWords } from "../../lib/locale/texts"

interface SideDrawerProps {
  title: string
  description?: string
  close: () => void
  footer?: ReactNode
  children: ReactNode
}

/** Details beside a list. Rendered only while something is open. */
export function SideDrawer({ title, description, close, footer, children }: SideDrawerProps) {
  const { t } = useWords()
  return (
    <Drawer open onOpenChange={(open) => !open && close()}>
      <Drawer.Content aria-describedby={description ? undefined : ""}>
        <Drawer.Header>
          <Drawer.Title>{title}</Drawer.Title>
          {description && (
            <Drawer.Description className="txt-small text-ui-fg-subtle">{description}</Drawer.Description>
          )}
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">{children}</Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("common.close")}
            </Button>
          </Drawer.Close>
          {footer}
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

/** A part of the details, under a small heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-y-2">
      <h3 className="txt-compact-small-plus text-ui-fg-base">{title}</h3>
      {children}
    </section>
  )
}
