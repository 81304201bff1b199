import { ActionIcon, Menu } from '@mantine/core';
import { IconChartLine, IconDots, IconDownload, IconTable } from '@tabler/icons-react';
import { download } from '../csv.ts';
import { type Series, toCsv } from './series.ts';

export function ChartMenu({
  title,
  series,
  table,
  onTable,
}: {
  readonly title: string;
  readonly series: readonly Series[];
  readonly table: boolean;
  readonly onTable: (table: boolean) => void;
}) {
  const save = () =>
    download(`${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.csv`, toCsv(series));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} aria-label={`${title}: table and download`}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={table ? <IconChartLine size={16} /> : <IconTable size={16} />}
          onClick={() => onTable(!table)}
        >
          {table ? 'Show as a chart' : 'Show as a table'}
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={16} />} onClick={save}>
          Download CSV
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
