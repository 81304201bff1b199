import { formatDuration } from '../../ui/formats.ts';
import styles from './span-tree.module.css';
import { lengthOf, placeOf, type Span } from './spans.ts';

/** The tree with a timeline: own time dark, what waited for others light. Arrows move, Enter chooses. */
export function SpanTree({
  spans,
  selected,
  onSelect,
}: {
  readonly spans: readonly Span[];
  readonly selected: string;
  readonly onSelect: (span: Span) => void;
}) {
  const total = lengthOf(spans);
  return (
    <ul className={styles.tree} aria-label="Requests, steps and attempts">
      {spans.map((span) => {
        const took = span.end === null ? null : span.end - span.start;
        return (
          <li key={`${span.requestId} ${span.id}`}>
            <button
              type="button"
              className={styles.line}
              aria-current={span.id === selected}
              data-failed={span.failed || undefined}
              data-kind={span.kind}
              onClick={() => onSelect(span)}
            >
              <span className={styles.name} style={{ paddingLeft: span.depth * 16 }}>
                <span className="truncate">{span.label}</span>
                {span.note === '' ? null : <span className={styles.note}>{span.note}</span>}
              </span>
              <span className={styles.track} aria-hidden="true">
                <Bar span={span} total={total} />
              </span>
              <span className={styles.time}>{formatDuration(took)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Bar({ span, total }: { readonly span: Span; readonly total: number }) {
  return (
    <>
      <span className={styles.own} style={boxOf(span, total)} />
      {span.children.map((child) => (
        <span key={child.start} className={styles.children} style={boxOf(child, total)} />
      ))}
    </>
  );
}

function boxOf(part: { readonly start: number; readonly end: number | null }, total: number) {
  const [left, width] = placeOf(part, total);
  return { left: `${left * 100}%`, width: `${width * 100}%` };
}
