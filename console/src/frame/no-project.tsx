import { EmptyState } from '../ui/empty-state.tsx';

export function NoProject() {
  return (
    <EmptyState title="You are in no project yet">
      <p>
        A project holds prompts, models, keys and traces. Ask an owner or admin of this organisation
        to add you to one: they find you under Settings, Members.
      </p>
    </EmptyState>
  );
}
