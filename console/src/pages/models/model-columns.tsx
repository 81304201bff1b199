import type { UsageRow } from '../../observe/types.ts';
import { Count } from '../../ui/count.tsx';
import type { Column } from '../../ui/data-table/index.ts';
import { Duration } from '../../ui/duration.tsx';
import { formatBytes, formatRate } from '../../ui/formats.ts';
import { NOT_KNOWN } from '../../ui/not-known.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import type { Model } from './types.ts';
import type { MeasuredOf } from './use-measured.ts';

const NOT_USED = 'No request to it in this time range.';
const WHY = {
  'no request': NOT_USED,
  measuring: 'It is being measured.',
  'not known': NOT_KNOWN,
};

/** Stated prices and measured times side by side. */
export function modelColumns(measured: MeasuredOf): readonly Column<Model>[] {
  const of = (model: Model): { readonly row: UsageRow | undefined; readonly why: string } => {
    const row = measured(model.id);
    return typeof row === 'string'
      ? { row: undefined, why: WHY[row] }
      : { row, why: 'No answer to measure it by.' };
  };
  return [
    { id: 'id', header: 'Model', width: 180, grow: 2, render: ({ id }) => id },
    {
      id: 'task',
      header: 'Task',
      width: 96,
      render: ({ task }) => task ?? <Unknown why="Its provider does not tell." />,
    },
    {
      id: 'context',
      header: 'Context',
      width: 76,
      align: 'right',
      render: ({ context_tokens }) => (
        <Count value={context_tokens} why="The price table does not tell." />
      ),
    },
    {
      id: 'input',
      header: '$/M in',
      width: 72,
      align: 'right',
      render: (model) => <PerMillion model={model} kind="input" />,
    },
    {
      id: 'output',
      header: '$/M out',
      width: 76,
      align: 'right',
      render: (model) => <PerMillion model={model} kind="output" />,
    },
    {
      id: 'state',
      header: 'In memory',
      width: 112,
      render: ({ local, local_state: state }) =>
        state === null ? (
          <Unknown
            why={local ? 'The engine does not answer.' : 'It does not run on this machine.'}
          />
        ) : state.state === 'loaded' ? (
          `${formatBytes(state.memory_bytes)}, ${state.requests} in work`
        ) : (
          state.state
        ),
    },
    {
      id: 'requests',
      header: 'Requests',
      width: 84,
      align: 'right',
      render: (model) => {
        const { row, why } = of(model);
        return <Count value={why === NOT_USED ? 0 : row?.requests} why={why} />;
      },
    },
    {
      id: 'errors',
      header: 'Failed',
      width: 128,
      align: 'right',
      render: (model) => {
        const { row, why } = of(model);
        return row === undefined ? <Unknown why={why} /> : formatRate(row.errors, row.requests);
      },
    },
    {
      id: 'ttft',
      header: 'TTFT p50',
      width: 80,
      align: 'right',
      render: (model) => {
        const { row, why } = of(model);
        return <Duration ms={row?.percentiles?.ttft_ms?.p50} why={why} />;
      },
    },
    {
      id: 'p95',
      header: 'Latency p95',
      width: 92,
      align: 'right',
      render: (model) => {
        const { row, why } = of(model);
        return <Duration ms={row?.percentiles?.total_ms?.p95} why={why} />;
      },
    },
  ];
}

export function PerMillion({ model, kind }: { readonly model: Model; readonly kind: string }) {
  const usd = model.price?.usd_per_million[kind];
  if (usd !== undefined) return <span title={model.price?.version}>${usd}</span>;
  if (model.local || model.provider === 'sandbox')
    return <span title="It runs on this machine.">$0</span>;
  return <Unknown why="No price is known for it: set your own." />;
}
