import { useNavigate, useParams } from '@tanstack/react-router';
import type { Search } from '../../data/search.ts';
import { Page } from '../../frame/page.tsx';
import { TraceActions } from '../../observe/trace/trace-actions.tsx';
import { TraceView } from '../../observe/trace/trace-view.tsx';

/** A request as a page of its own: what a shared link opens. */
export default function TracePage() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <Page title={`Trace ${id.slice(0, 8)}`} docs="traces" actions={<TraceActions id={id} alone />}>
      <TraceView
        key={id}
        id={id}
        onRequest={(other) =>
          void navigate({
            to: '/traces/$id',
            params: { id: other },
            search: (old: Search) => ({ ...old, span: undefined }),
          })
        }
      />
    </Page>
  );
}
