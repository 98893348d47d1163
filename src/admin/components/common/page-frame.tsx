import type { ReactNode } from "react"

import { useWords } from "../../lib/locale/texts"

/** A page's cards below each other, marked with their language. */
export function PageFrame({ children }: { children: ReactNode }) {
  const { language } = useWords()
  return (
    <div lang={language} className="flex flex-col gap-y-3">
      {children}
    </div>
  )
}
