import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useClock } from '../../data/clock.tsx';
import { type Range, readRange } from '../../data/range.ts';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { useKept } from '../../data/use-kept.ts';
import { useRange } from '../../data/use-range.ts';
import { rangeName } from '../../frame/range-names.ts';
import type { TraceFilter } from '../../observe/trace-filter.ts';
import { readKeyNames, useMaySeeKeyNames } from '../../observe/use-key-names.ts';
import { download } from '../../ui/csv.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { readSpend } from './read-spend.ts';
import { spendCsv, spendFileName } from './spend-csv.ts';
import type { Spender } from './spender.ts';

/** The whole table as a file: of the page's range, or of a month, which is what is mostly asked for. */
export function CsvMenu({
  spender,
  filter,
}: {
  readonly spender: Spender;
  readonly filter: TraceFilter;
}) {
  const { range } = useRange();
  const { now } = useClock();
  const kept = useKept();
  const named = useMaySeeKeyNames();
  const save = useApiMutation(async (api, of: Range) => {
    const names =
      spender.name === 'key' && named ? await readKeyNames(api) : new Map<string, string>();
    const asked = { ...filter, from: of.from, to: of.to };
    const table = await readSpend(api, spender, asked, (id) => names.get(id) ?? id);
    download(spendFileName(spender, of, kept), spendCsv(spender, table));
  });
  const months = (['last-month', 'this-month'] as const)
    .filter((month) => month !== range.relative)
    .map((month) => readRange({ range: month }, now));
  return (
    <>
      {save.error === null ? null : <ErrorNotice error={save.error} />}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.5} />}
            loading={save.isPending}
            title={`Cost by ${spender.label.toLowerCase()} as CSV`}
          >
            CSV
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Everybody, by {spender.label.toLowerCase()}</Menu.Label>
          {[range, ...months].map((one) => (
            <Menu.Item key={one.relative ?? 'chosen'} onClick={() => save.mutate(one)}>
              {rangeName(one)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
