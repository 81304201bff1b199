import { CloseButton, UnstyledButton } from '@mantine/core';
import type { Dimension } from './dimension.ts';
import styles from './filter-bar.module.css';
import type { Filter } from './filters.ts';

export function FilterChip({
  filter,
  dimension,
  onFlip,
  onDrop,
}: {
  readonly filter: Filter;
  readonly dimension: Dimension | undefined;
  readonly onFlip: () => void;
  readonly onDrop: () => void;
}) {
  const name = dimension?.label ?? filter.dimension;
  const values = filter.values.map((value) => dimension?.format?.(value) ?? value).join(', ');
  const verbs = dimension?.verbs ?? ['is', 'is not'];
  const [verb, other] = filter.exclude ? [verbs[1], verbs[0]] : verbs;
  return (
    <span className={styles.chip} data-exclude={filter.exclude || undefined}>
      <UnstyledButton className={styles.flip} onClick={onFlip} title={`Change to "${other}"`}>
        {name} {verb} <strong className="truncate">{values}</strong>
      </UnstyledButton>
      <CloseButton size="xs" aria-label={`Remove ${name} ${verb} ${values}`} onClick={onDrop} />
    </span>
  );
}
