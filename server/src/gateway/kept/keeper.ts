import type { Protocol } from '../../protocols/index.ts';
import { mayCallSome } from '../allow-list.ts';
import type { Candidate } from '../plan.ts';
import type { Services } from '../services.ts';
import type { Tenant } from '../steps/authenticate.ts';
import { wrappedIdsOf } from './wrapped-for.ts';

/** Who keeps something, spoken with in a protocol, and what it is called there. */
interface Kept {
  readonly keeper: Candidate;
  readonly id: string;
}

/** By an id as it stands in an address; null where it was not given to the project, or its key may call nothing of that provider. */
export function keeperOf(
  services: Services,
  { principal: { projectId, allowedModels } }: Tenant,
  text: string,
  protocol: Protocol,
): Kept | null {
  const unwrapped = wrappedIdsOf(services, projectId).unwrap(decoded(text));
  const entry = unwrapped === null ? null : services.config().madeBy(projectId, unwrapped.origin);
  if (unwrapped === null || entry === null || !mayCallSome(allowedModels, entry.entity.name)) {
    return null;
  }
  const { entity, provider, origin, connection } = entry;
  const { timeouts } = services;
  return {
    keeper: { entity, provider, origin, connection, model: '', protocol, timeouts },
    id: unwrapped.id,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
