import { Button, Group, Popover, Stack } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { isRelative } from '../data/range.ts';
import { useRange } from '../data/use-range.ts';
import { AbsoluteRange } from './absolute-range.tsx';
import { CALENDAR_NAMES, LENGTH_NAMES, rangeName } from './range-names.ts';
import styles from './top-bar.module.css';

/** Relative and absolute, shared by all pages. */
export function RangePicker() {
  const { range, setRelative, setAbsolute } = useRange();
  const [opened, setOpened] = useState(false);
  const name = rangeName(range);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          leftSection={<IconClock size={16} stroke={1.5} />}
          aria-label={`Time range: ${name}`}
          onClick={() => setOpened(!opened)}
        >
          <span className={styles.rangeText}>{name}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Time range">
        <Group gap="xs" align="flex-start" wrap="nowrap">
          {[CALENDAR_NAMES, LENGTH_NAMES].map((names) => (
            <Stack key={Object.keys(names).join()} gap={2}>
              {Object.entries(names).map(([id, text]) => (
                <Button
                  key={id}
                  variant={range.relative === id ? 'light' : 'subtle'}
                  color="gray"
                  c="var(--mantine-color-text)"
                  justify="flex-start"
                  aria-current={range.relative === id ? 'true' : undefined}
                  onClick={() => {
                    if (isRelative(id)) setRelative(id);
                    setOpened(false);
                  }}
                >
                  {text}
                </Button>
              ))}
            </Stack>
          ))}
        </Group>
        <AbsoluteRange
          key={`${opened}`}
          range={range}
          onApply={(from, to) => {
            setAbsolute(from, to);
            setOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
