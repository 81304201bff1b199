import { Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPlayerPlay, IconPlayerStop, IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useKnownModels } from '../../data/use-models.ts';
import { usePlace } from '../../data/use-place.ts';
import { useSearch } from '../../data/use-search.ts';
import { Page } from '../../frame/page.tsx';
import sideways from '../../ui/sideways.module.css';
import { useMoreSideways } from '../../ui/use-more-sideways.ts';
import { MOST_COLUMNS, newColumn, type PlaygroundColumn } from './column.ts';
import { ColumnCard } from './column-card.tsx';
import { FillFromRequest } from './fill-from-request.tsx';
import styles from './playground.module.css';
import { bodyOf, type Fault, isFault } from './request-body.ts';
import { useColumns } from './use-columns.ts';
import { useRuns } from './use-runs.ts';

/** Any model, several side by side; another project begins with what was filled in there. */
export default function Playground() {
  const { project } = usePlace();
  return <Board key={project.id} />;
}

function Board() {
  const { columns, change, add, duplicate, remove, replaceAll } = useColumns();
  const { runs, start, stop, stopAll } = useRuns();
  const [faults, setFaults] = useState<ReadonlyMap<string, Fault>>(new Map());
  const board = useRef<HTMLDivElement>(null);
  useMoreSideways(board);
  // What was added is there to ask another model: its list opens.
  const [added, setAdded] = useState<string | null>(null);
  // Whoever comes to an empty page comes to ask something.
  const { request } = useSearch()[0];
  const [begun] = useState(() =>
    request === undefined && columns.length === 1 && columns.every(isUntouched)
      ? columns[0]?.id
      : undefined,
  );
  const models = useKnownModels();
  const chat = (models.data?.data ?? []).filter(({ task }) => task !== 'embeddings');
  const ids = [...new Set(chat.map(({ id }) => id))];
  // The first model there is, until another is chosen or the field is emptied.
  const filled = columns.map((column) =>
    column.fresh && isUntouched(column) ? { ...column, model: ids[0] ?? '' } : column,
  );
  const runOne = (column: PlaygroundColumn): void => {
    const body = bodyOf(column);
    const found = new Map(faults);
    if (isFault(body)) found.set(column.id, body);
    else found.delete(column.id);
    setFaults(found);
    if (isFault(body)) return;
    change(column);
    start(column.id, body);
  };
  const runAll = (): void => {
    const found = new Map<string, Fault>();
    for (const column of filled) {
      const body = bodyOf(column);
      if (isFault(body)) found.set(column.id, body);
      else start(column.id, body);
    }
    setFaults(found);
    replaceAll(filled);
  };
  useHotkeys([['mod+Enter', runAll]], []);
  const running = [...runs.values()].some(({ state }) => state === 'running');
  const full = columns.length >= MOST_COLUMNS;
  return (
    <Page
      title="Playground"
      docs="playground"
      fill
      actions={
        <Group gap="xs">
          <Button variant="default" onClick={() => replaceAll([newColumn()])}>
            Start anew
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            disabled={full}
            onClick={() => setAdded(add())}
          >
            Add a column
          </Button>
          {running ? (
            <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={stopAll}>
              Stop all
            </Button>
          ) : null}
          {columns.length === 1 ? null : (
            <Button
              leftSection={<IconPlayerPlay size={16} />}
              title="Ctrl or Cmd and Enter"
              onClick={runAll}
            >
              Run all {columns.length}
            </Button>
          )}
        </Group>
      }
    >
      <FillFromRequest onFilled={(column) => replaceAll([column])} />
      <div className={`${styles.boardFrame} ${sideways.frame}`}>
        <div className={styles.board} ref={board}>
          {filled.map((column, index) => (
            <ColumnCard
              key={column.id}
              column={column}
              place={index + 1}
              models={ids}
              run={runs.get(column.id)}
              focus={column.id === added ? 'model' : column.id === begun ? 'message' : undefined}
              fault={faults.get(column.id) ?? null}
              onChange={(next) =>
                change({ ...next, fresh: next.fresh && next.model === column.model })
              }
              onRun={() => runOne(column)}
              onStop={() => stop(column.id)}
              onDuplicate={full ? null : () => duplicate(column.id)}
              onRemove={columns.length === 1 ? null : () => remove(column.id)}
            />
          ))}
        </div>
      </div>
    </Page>
  );
}

function isUntouched({ system, messages, model }: PlaygroundColumn): boolean {
  return model === '' && system === '' && messages.every(({ text }) => text === '');
}
