export interface HistogramProps {
  readonly counts: readonly number[];
  /** What it shows, for a screen reader. */
  readonly label: string;
  readonly isQuiet?: boolean;
}

const WIDTH = 84;
const HEIGHT = 22;

/** Bars without an axis: when it happened, not how often exactly. One bar is never under two pixels. */
export function Histogram({ counts, label, isQuiet = false }: HistogramProps) {
  const highest = Math.max(1, ...counts);
  const barWidth = WIDTH / Math.max(1, counts.length);
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="shrink-0">
      {counts.map((count, index) => {
        if (count === 0) return null;
        const height = Math.max(2, (count / highest) * (HEIGHT - 2));
        return (
          <rect
            key={index}
            x={index * barWidth}
            y={HEIGHT - 1 - height}
            width={Math.max(2, barWidth - 1)}
            height={height}
            className={isQuiet ? 'fill-neutral-fill' : 'fill-failed-fill'}
          />
        );
      })}
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} className="stroke-line-strong" />
    </svg>
  );
}
