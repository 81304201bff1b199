import { Button, Popover } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Dimension } from './dimension.ts';
import { FindFilter } from './find-filter.tsx';
import { ValuePicker } from './value-picker.tsx';

/** First what to filter by, then the value; or a value at once, by its name. */
export function AddFilter({
  dimensions,
  onAdd,
}: {
  readonly dimensions: readonly Dimension[];
  readonly onAdd: (dimension: string, value: string, exclude: boolean) => void;
}) {
  const [opened, setOpened] = useState(false);
  const [chosen, setChosen] = useState<Dimension | null>(null);
  const close = () => {
    setOpened(false);
    setChosen(null);
  };
  return (
    <Popover
      opened={opened}
      onChange={(open) => (open ? setOpened(true) : close())}
      position="bottom-start"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => (opened ? close() : setOpened(true))}
        >
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Add a filter">
        {chosen === null ? (
          <FindFilter
            dimensions={dimensions}
            onDimension={setChosen}
            onValue={(id, value) => {
              onAdd(id, value, false);
              close();
            }}
          />
        ) : (
          <ValuePicker
            key={chosen.id}
            dimension={chosen}
            onPick={(value, exclude) => {
              onAdd(chosen.id, value, exclude);
              close();
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
