import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { TraceFilter } from '../../observe/trace-filter.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useCreateExport } from './use-exports.ts';

/** Asks for a file of all that a filter finds, and goes to where it is made. */
export function ExportMenu({ filter }: { readonly filter: TraceFilter }) {
  const navigate = useNavigate();
  const go = () => void navigate({ to: '/exports', search: () => ({}) });
  const create = useCreateExport(go);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label="Export every request that the filter finds">
            <ActionIcon aria-label="Export" loading={create.isPending}>
              <IconFileExport size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => create.mutate({ ...filter, format: 'csv' })}>
            Export all as CSV
          </Menu.Item>
          <Menu.Item onClick={() => create.mutate({ ...filter, format: 'jsonl' })}>
            Export all as JSON lines
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={go}>See exports</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {create.error === null ? null : <ErrorNotice error={create.error} />}
    </>
  );
}
