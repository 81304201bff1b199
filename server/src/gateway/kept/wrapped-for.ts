import { type PrefixOf, WrappedIds } from '../../protocols/index.ts';
import type { Candidate } from '../plan.ts';
import type { Services } from '../services.ts';

/** The ids of what providers keep for a project. */
export function wrappedIdsOf(services: Services, projectId: string): WrappedIds {
  return new WrappedIds(
    projectId,
    (name) => services.config().madeBy(projectId, name)?.origin ?? null,
  );
}

/** What goes before the ids that a candidate answers with; null where its protocol has none that anybody asks for again. */
export function prefixFor(
  services: Services,
  projectId: string,
  { protocol, origin }: Candidate,
): PrefixOf | null {
  if (protocol.kept?.answerEdits === undefined) return null;
  const ids = wrappedIdsOf(services, projectId);
  return (id) => ids.prefix(id, origin);
}
