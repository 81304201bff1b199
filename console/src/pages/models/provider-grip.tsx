import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useRef } from 'react';
import styles from './models.module.css';

/** What a row that is dragged carries, so that nothing else is taken for one. */
const TYPE = 'application/x-signalbox-provider';

/** Takes a provider to another place: dragged, by the arrow keys, or a step at a time. */
export function ProviderGrip({
  name,
  place,
  count,
  onMove,
}: {
  readonly name: string;
  readonly place: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
}) {
  const grip = useRef<HTMLButtonElement>(null);
  const move = (to: number) => {
    if (to < 0 || to >= count) return;
    onMove(to);
    // A row that is put elsewhere loses the focus on its way.
    requestAnimationFrame(() => grip.current?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  const onDragStart = (event: DragEvent<HTMLElement>) => {
    event.dataTransfer.setData(TYPE, String(place));
    event.dataTransfer.effectAllowed = 'move';
    const row = event.currentTarget.closest('li');
    if (row !== null) event.dataTransfer.setDragImage(row, 16, 16);
  };
  return (
    <div className={styles.order}>
      <Tooltip label="Drag, or move with the arrow keys">
        <ActionIcon
          ref={grip}
          size={28}
          className={styles.grip ?? ''}
          aria-label={`Move ${name}: number ${place + 1} of ${count}`}
          draggable={count > 1}
          disabled={count < 2}
          onDragStart={onDragStart}
          onKeyDown={onKeyDown}
        >
          <IconGripVertical size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <div className={styles.steps}>
        <ActionIcon
          size={20}
          aria-label={`Move ${name} up`}
          disabled={place === 0}
          onClick={() => onMove(place - 1)}
        >
          <IconArrowUp size={14} stroke={1.75} />
        </ActionIcon>
        <ActionIcon
          size={20}
          aria-label={`Move ${name} down`}
          disabled={place === count - 1}
          onClick={() => onMove(place + 1)}
        >
          <IconArrowDown size={14} stroke={1.75} />
        </ActionIcon>
      </div>
    </div>
  );
}

/** What a row needs to be a place where another can be dropped. */
export function dropHandlers(place: number, onDrop: (from: number) => void) {
  const carries = (event: DragEvent) => event.dataTransfer.types.includes(TYPE);
  const mark = (event: DragEvent<HTMLElement>, over: boolean) =>
    event.currentTarget.toggleAttribute('data-over', over);
  return {
    onDragOver(event: DragEvent<HTMLElement>) {
      if (!carries(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      mark(event, true);
    },
    onDragLeave(event: DragEvent<HTMLElement>) {
      const { relatedTarget: to } = event;
      if (to instanceof Node && event.currentTarget.contains(to)) return;
      mark(event, false);
    },
    onDrop(event: DragEvent<HTMLElement>) {
      if (!carries(event)) return;
      event.preventDefault();
      mark(event, false);
      const from = Number(event.dataTransfer.getData(TYPE));
      if (from !== place) onDrop(from);
    },
  };
}
