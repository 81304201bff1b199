import { useSession } from '../data/session.ts';
import { useSearch } from '../data/use-search.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageLink } from '../ui/page-link.tsx';

/** For somebody who is in no project, or followed a link into one that is not theirs. */
export function NoProject() {
  const { projects } = useSession();
  const [{ project }] = useSearch();
  if (project !== undefined) {
    return (
      <EmptyState alone title={`You are not in the project ${project}`}>
        <p>
          It was renamed or deleted, or you were never added to it. An owner or admin of this
          organisation can add you under Settings, Members.
        </p>
        {projects.map(({ id, name }) => (
          <PageLink key={id} to="/" search={{ project: name }}>
            Go to {name}
          </PageLink>
        ))}
      </EmptyState>
    );
  }
  return (
    <EmptyState alone title="You are in no project yet">
      <p>
        A project holds prompts, models, keys and requests. Ask an owner or admin of this
        organisation to add you to one: they find you under Settings, Members.
      </p>
    </EmptyState>
  );
}
