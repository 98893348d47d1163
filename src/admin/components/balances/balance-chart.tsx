import { Button, Table, Text } from "@medusajs/ui"
import { useId, useState } from "react"

import { CHART, chartPositions, type Point } from "../../lib/chart"
import { compareAmounts } from "../../lib/locale/money"
import { useWords } from "../../lib/locale/texts"

interface BalanceChartProps {
  /** "Bank" */
  title: string
  currency: string
  days: number
  points: readonly Point[]
}

/** The history of one balance, as a picture or as a table. */
export function BalanceChart({ title, currency, days, points }: BalanceChartProps) {
  const { t } = useWords()
  const [asTable, setAsTable] = useState(false)
  const name = t("balances.chart_of", { title, currency: currency.toUpperCase(), days })
  return (
    <figure className="flex flex-col gap-y-2 px-6 py-4">
      <figcaption className="flex items-center justify-between gap-x-2">
        <Text size="small" weight="plus" leading="compact">
          {title} · {currency.toUpperCase()}
        </Text>
        <Button
          size="small"
          variant="transparent"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t("balances.chart_picture") : t("balances.chart_table")}
        </Button>
      </figcaption>
      {asTable ? (
        <ValueTable name={name} currency={currency} points={points} />
      ) : (
        <Picture name={name} currency={currency} points={points} />
      )}
    </figure>
  )
}

interface SeriesProps {
  name: string
  currency: string
  points: readonly Point[]
}

function Picture({ name, currency, points }: SeriesProps) {
  const { t, money, day } = useWords()
  const id = useId()
  const positions = chartPositions(points)
  const line = positions.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")
  const sorted = points.map(({ available }) => available).sort(compareAmounts)
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return null
  const range = `${t("balances.lowest")} ${money(sorted[0], currency)}, ${t("balances.highest")} ${money(sorted.at(-1), currency)}`
  return (
    <>
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-text`}
        viewBox={`0 0 ${CHART.width} ${CHART.height}`}
        preserveAspectRatio="none"
        className="text-ui-fg-interactive h-28 w-full"
      >
        <title id={`${id}-title`}>{name}</title>
        <desc id={`${id}-text`}>{range}</desc>
        <polygon
          points={`0,${CHART.height} ${line} ${CHART.width},${CHART.height}`}
          fill="currentColor"
          opacity={0.08}
        />
        <polyline
          points={line}
          fill="none"
          stroke="currentColor"
          strokeWidth={2}
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div className="txt-compact-xsmall text-ui-fg-muted flex justify-between gap-x-4">
        <span>{day(first.at)}</span>
        <span className="text-center">{range}</span>
        <span>{day(last.at)}</span>
      </div>
    </>
  )
}

function ValueTable({ name, currency, points }: SeriesProps) {
  const { t, money, day } = useWords()
  return (
    <div className="max-h-56 overflow-y-auto" tabIndex={0} role="group" aria-label={name}>
      <Table aria-label={name}>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell scope="col">{t("balances.day")}</Table.HeaderCell>
            <Table.HeaderCell scope="col" className="text-right">
              {t("balances.available")}
            </Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {points.toReversed().map(({ at, available }) => (
            <Table.Row key={at}>
              <Table.Cell>{day(at)}</Table.Cell>
              <Table.Cell className="text-right tabular-nums">{money(available, currency)}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}
