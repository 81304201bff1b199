import { formatDuration } from '../../ui/formats.ts';
import type { TraceSpan } from '../types.ts';
import styles from './span-tree.module.css';
import { hasFailed, lengthOf, placeOf, type SpanLine } from './spans.ts';

/** The tree with a timeline: own time dark, what waited for others light. Arrows move, Enter chooses. */
export function SpanTree({
  lines,
  selected,
  onSelect,
}: {
  readonly lines: readonly SpanLine[];
  readonly selected: string | undefined;
  readonly onSelect: (span: TraceSpan) => void;
}) {
  const total = lengthOf(lines);
  return (
    <ul className={styles.tree} aria-label="Requests, steps and attempts">
      {lines.map((line) => {
        const { span, depth } = line;
        const took = span.end_ms === null ? null : span.end_ms - span.start_ms;
        const note = noteOf(span);
        return (
          <li key={span.span_id}>
            <button
              type="button"
              className={styles.line}
              aria-current={span.span_id === selected}
              data-failed={hasFailed(span) || undefined}
              data-kind={span.kind}
              onClick={() => onSelect(span)}
            >
              <span className={styles.name} style={{ paddingLeft: depth * 16 }}>
                <span className="truncate">
                  {span.kind === 'caller' ? 'caller’s span' : span.name}
                </span>
                {note === null ? null : <span className={styles.note}>{note}</span>}
              </span>
              <span className={styles.track} aria-hidden="true">
                <Bar line={line} total={total} />
              </span>
              <span className={styles.time}>{formatDuration(took)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function noteOf(span: TraceSpan): string | null {
  if (span.kind === 'caller') return span.name;
  if (span.kind === 'request') return span.operation;
  return span.status === null || span.status === 'ok' ? null : (span.error_code ?? span.status);
}

function Bar({ line, total }: { readonly line: SpanLine; readonly total: number }) {
  const { span, light } = line;
  return (
    <>
      <span
        className={styles.own}
        style={boxOf({ start: span.start_ms, end: span.end_ms }, total)}
      />
      {light.map((child) => (
        <span key={child.start} className={styles.children} style={boxOf(child, total)} />
      ))}
    </>
  );
}

function boxOf(part: { readonly start: number; readonly end: number | null }, total: number) {
  const [left, width] = placeOf(part, total);
  return { left: `${left * 100}%`, width: `${width * 100}%` };
}
