const common = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.7,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const

/** Line drawings of 24 × 24; what they stand for is written beside them. */
const PATHS = {
  bag: "M6 8h12l1 12H5L6 8zm3 0V7a3 3 0 0 1 6 0v1",
  truck:
    "M3 6h11v10H3zM14 9h4l3 3.5V16h-7zM7 19a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 7 19zm10 0a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z",
  back: "M4 12h15a0 0 0 0 1 0 0M10 6l-6 6 6 6",
  hand: "M12 20s-7-4.3-7-9.5A4 4 0 0 1 12 8a4 4 0 0 1 7 2.5C19 15.7 12 20 12 20z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zm0-14v5.5l3.5 2",
  cross: "M6 6l12 12M18 6L6 18",
} as const

export function Icon({ name, size = 24 }: { name: keyof typeof PATHS; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" {...common}>
      <path d={PATHS[name]} />
    </svg>
  )
}
