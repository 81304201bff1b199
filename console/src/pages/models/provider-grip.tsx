import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import styles from './models.module.css';
import { useRowDrag } from './use-row-drag.ts';

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
  const drag = useRowDrag(place, move);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    drag.onKeyDown(event);
    const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  return (
    <div className={styles.order}>
      <Tooltip label="Drag, or move with the arrow keys">
        <ActionIcon
          ref={grip}
          size={28}
          className={styles.grip ?? ''}
          aria-label={`Move ${name}: number ${place + 1} of ${count}`}
          disabled={count < 2}
          // A disabled button hears pointers none the less.
          {...(count < 2 ? {} : drag)}
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
