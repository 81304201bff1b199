import { formatPair, pairOf } from '../../observe/metadata.ts';
import { Status } from '../../observe/status.tsx';
import type { TraceSummary } from '../../observe/types.ts';
import { NONE } from '../../observe/use-dimensions.ts';
import { Count } from '../../ui/count.tsx';
import type { Column } from '../../ui/data-table/index.ts';
import { Duration } from '../../ui/duration.tsx';
import { formatListTime } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import styles from './requests.module.css';

/** A column that a CSV has too. */
export interface TraceColumn extends Column<TraceSummary> {
  readonly csv: (row: TraceSummary) => string | number | boolean | null;
}

const NOT_STREAMED = 'The answer was not streamed.';
const CUT_OFF = 'The gateway died in the middle of it.';

export function traceColumns(options: {
  readonly keyNames: ReadonlyMap<string, string>;
  readonly content: boolean;
}): readonly TraceColumn[] {
  const value = (
    id: string,
    header: string,
    width: number,
    of: (row: TraceSummary) => string | null,
    more: Partial<TraceColumn> = {},
  ): TraceColumn => ({
    id,
    header,
    width,
    render: (row) => of(row) ?? <span className={styles.none}>{NONE}</span>,
    filter: (row) => {
      const found = of(row);
      return { dimension: id, value: found ?? '', ...(found === null ? { label: NONE } : {}) };
    },
    csv: of,
    ...more,
  });
  const number = (
    id: string,
    header: string,
    of: (row: TraceSummary) => number | null,
    more: Partial<TraceColumn> = {},
  ): TraceColumn => ({
    id,
    header,
    width: 80,
    align: 'right',
    render: (row) => <Count value={of(row)} />,
    csv: of,
    ...more,
  });
  const time = (
    id: string,
    header: string,
    of: (row: TraceSummary) => number | null,
    why: string,
    more: Partial<TraceColumn> = {},
  ) => number(id, header, of, { render: (row) => <Duration ms={of(row)} why={why} />, ...more });
  const text = (id: 'input' | 'output', header: string, grow: number): TraceColumn => ({
    id,
    header,
    width: 84,
    grow,
    // Who sees metadata only has more use for the room.
    hidden: !options.content,
    render: (row) =>
      row[id] ?? (
        <Unknown why={options.content ? 'Nothing was kept.' : 'You may see metadata only.'} />
      ),
    csv: (row) => row[id],
  });
  return [
    {
      id: 'started_at',
      header: 'Time',
      width: 120,
      sort: 'started_at',
      render: (row) => (
        <time dateTime={row.started_at}>{formatListTime(new Date(row.started_at))}</time>
      ),
      csv: (row) => row.started_at,
    },
    value('status', 'Status', 104, (row) => row.status, { render: (row) => <Status row={row} /> }),
    text('input', 'Input', 3),
    text('output', 'Output', 3),
    value('model', 'Model', 120, (row) => row.model, { grow: 1 }),
    time('total_ms', 'Latency', (row) => row.total_ms, CUT_OFF, { width: 76, sort: 'total_ms' }),
    time('ttft_ms', 'TTFT', (row) => row.ttft_ms, NOT_STREAMED, { width: 72, sort: 'ttft_ms' }),
    number('input_tokens', 'Tokens in', (row) => row.input_tokens, {
      width: 72,
      sort: 'input_tokens',
    }),
    number('output_tokens', 'Tokens out', (row) => row.output_tokens, {
      width: 80,
      sort: 'output_tokens',
    }),
    {
      id: 'cost_usd',
      header: 'Cost',
      width: 96,
      align: 'right',
      sort: 'cost_usd',
      render: (row) => <Money usd={row.cost_usd} />,
      csv: (row) => row.cost_usd,
    },
    value('user', 'User', 100, (row) => row.user, { grow: 1 }),
    value('session', 'Session', 112, (row) => row.session, { hidden: true }),
    {
      id: 'tag',
      header: 'Tags',
      width: 120,
      hidden: true,
      render: (row) => row.tags.join(', '),
      filter: (row) => ({ dimension: 'tag', value: row.tags[0] ?? '', label: row.tags[0] ?? NONE }),
      csv: (row) => row.tags.join(','),
    },
    {
      id: 'metadata',
      header: 'Metadata',
      width: 200,
      hidden: true,
      render: (row) =>
        metadataOf(row)
          .map((pair) => formatPair(pair))
          .join(', ') || <span className={styles.none}>{NONE}</span>,
      filter: (row) => {
        const [first = ''] = metadataOf(row);
        return { dimension: 'metadata', value: first, label: formatPair(first) };
      },
      csv: (row) => (metadataOf(row).length === 0 ? null : JSON.stringify(row.metadata)),
    },
    value('provider', 'Provider', 104, (row) => row.provider, { hidden: true }),
    value('key', 'Key', 120, (row) => row.key_id, {
      hidden: true,
      render: (row) => options.keyNames.get(row.key_id) ?? row.key_id,
      filter: (row) => ({
        dimension: 'key',
        value: row.key_id,
        label: options.keyNames.get(row.key_id) ?? row.key_id,
      }),
    }),
    value('error_code', 'Error', 160, (row) => row.error_code, { hidden: true }),
    value('http_status', 'HTTP', 72, (row) => row.http_status?.toString() ?? null, {
      hidden: true,
    }),
    value('upstream_code', 'Provider error', 160, (row) => row.upstream_code, { hidden: true }),
    value(
      'upstream_status',
      'Provider status',
      104,
      (row) => row.upstream_status?.toString() ?? null,
      { hidden: true },
    ),
    value('operation', 'Operation', 104, (row) => row.operation, { hidden: true }),
    value('requested_model', 'Requested model', 176, (row) => row.requested_model, {
      hidden: true,
    }),
    value('stream', 'Stream', 80, (row) => String(row.stream), { hidden: true }),
    time('tpot_ms', 'TPOT', (row) => row.tpot_ms, NOT_STREAMED, { hidden: true }),
    time('overhead_ms', 'Overhead', (row) => row.overhead_ms, CUT_OFF, { hidden: true }),
    number('attempt_count', 'Attempts', (row) => row.attempt_count, { hidden: true }),
    {
      id: 'request_id',
      header: 'Request',
      width: 320,
      hidden: true,
      render: (row) => <code>{row.request_id}</code>,
      csv: (row) => row.request_id,
    },
    value('trace_id', 'Trace', 288, (row) => row.trace_id, {
      hidden: true,
      render: (row) => <code>{row.trace_id}</code>,
    }),
  ];
}

function metadataOf({ metadata }: TraceSummary): readonly string[] {
  return Object.entries(metadata).map(([key, value]) => pairOf(key, value));
}
