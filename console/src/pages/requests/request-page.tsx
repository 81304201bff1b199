import { ActionIcon, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Search } from '../../data/search.ts';
import { Page } from '../../frame/page.tsx';
import { TraceActions } from '../../observe/trace/trace-actions.tsx';
import { TraceView } from '../../observe/trace/trace-view.tsx';
import { useNeighbours } from '../../observe/trace/use-neighbours.ts';
import { namedBy, useTrace } from '../../observe/trace/use-trace.ts';

/** A request as a page of its own: what a shared link opens. As beside the list, j and k read on. */
export default function RequestPage() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const { data } = useTrace(id);
  // While another one is read, what stands here is still the one before.
  const detail = namedBy(id, data);
  const { newer, older } = useNeighbours(detail);
  const open = (other: string | null) => {
    if (other === null) return;
    void navigate({
      to: '/requests/$id',
      params: { id: other },
      search: (old: Search) => ({ ...old, span: undefined }),
    });
  };
  useHotkeys([
    ['j', () => open(older)],
    ['k', () => open(newer)],
  ]);
  return (
    <Page
      title={`Request ${id.slice(0, 8)}`}
      docs="traces"
      fill
      actions={
        <>
          <Tooltip label="The request before it in the list: newer (k)">
            <ActionIcon
              aria-label="Newer request"
              disabled={newer === null}
              onClick={() => open(newer)}
            >
              <IconChevronUp size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="The next request of the list: older (j)">
            <ActionIcon
              aria-label="Older request"
              disabled={older === null}
              onClick={() => open(older)}
            >
              <IconChevronDown size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
          <TraceActions id={id} alone />
        </>
      }
    >
      <TraceView key={id} id={id} alone onRequest={open} />
    </Page>
  );
}
