import { Container, Heading, Text } from "@medusajs/ui"
import { useId, type ReactNode } from "react"

interface PanelProps {
  title: string
  hint?: string
  /** Beside the title, such as a count. */
  badge?: ReactNode
  actions?: ReactNode
  level?: "h1" | "h2"
  children?: ReactNode
}

/** A card that looks like the dashboard's own. */
export function Panel({ title, hint, badge, actions, level = "h2", children }: PanelProps) {
  const heading = useId()
  return (
    <Container className="divide-y p-0" role="region" aria-labelledby={heading}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-2">
            <Heading level={level} id={heading}>
              {title}
            </Heading>
            {badge}
          </div>
          {hint && (
            <Text size="small" className="text-ui-fg-subtle text-pretty">
              {hint}
            </Text>
          )}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </Container>
  )
}
