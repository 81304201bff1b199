import { ActionIcon, Checkbox, Popover, Stack } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { Column } from './column.ts';

export function ColumnPicker<Row>({
  columns,
  visible,
  onToggle,
}: {
  readonly columns: readonly Column<Row>[];
  readonly visible: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}) {
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label="Choose columns" title="Choose columns" size={24}>
          <IconColumns3 size={16} stroke={1.5} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Stack gap="xs">
          {columns.map(({ id, header }) => (
            <Checkbox
              key={id}
              size="xs"
              label={header}
              checked={visible.has(id)}
              disabled={visible.has(id) && visible.size === 1}
              onChange={() => onToggle(id)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
