import { Menu } from '@mantine/core';
import type { FilterValue } from './column.ts';
import styles from './data-table.module.css';

export interface FilterMenuState {
  readonly x: number;
  readonly y: number;
  readonly values: readonly FilterValue[];
}

/** "Filter by" and "Exclude" for one value of a row, or for all of them by keyboard. */
export function FilterMenu({
  state,
  onClose,
  onFilter,
}: {
  readonly state: FilterMenuState | null;
  readonly onClose: () => void;
  readonly onFilter: (value: FilterValue, exclude: boolean) => void;
}) {
  if (state === null) return null;
  return (
    <Menu opened onClose={onClose} position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className={styles.anchor}
          style={{ left: state.x, top: state.y }}
          aria-label="Filter by what this row holds"
        />
      </Menu.Target>
      <Menu.Dropdown>
        {state.values.map((value) => (
          <Menu.Item key={`+${value.dimension}`} onClick={() => onFilter(value, false)}>
            Filter by {value.dimension.replaceAll('_', ' ')}{' '}
            <code>{value.label ?? value.value}</code>
          </Menu.Item>
        ))}
        <Menu.Divider />
        {state.values.map((value) => (
          <Menu.Item key={`-${value.dimension}`} onClick={() => onFilter(value, true)}>
            Exclude {value.dimension.replaceAll('_', ' ')} <code>{value.label ?? value.value}</code>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
