import { providerKind } from '../../inference/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { InboundRequest } from '../inbound-request.ts';
import { keeperOf } from '../kept/keeper.ts';
import type { Candidate } from '../plan.ts';
import type { Services } from '../services.ts';
import type { Tenant } from '../steps/authenticate.ts';
import type { FilesEndpoint } from './files-address.ts';
import { filesProtocol } from './files-protocol.ts';

/** By which a client says whose files it means, where no id tells. */
const PROVIDER_HEADER = 'x-signalbox-provider';

/** The provider that has a file, or is to have it, and what the file is called there; null: it has none yet. */
export interface FileKeeper {
  readonly keeper: Candidate;
  readonly id: string | null;
}

/**
 * An id tells who keeps a file. Where there is none, the header `x-signalbox-provider` does, and without it, it is the first provider
 * in the stored order that may have files. Throws `not_found`, `request_invalid`, and `feature_unsupported` where a list would show
 * other projects' files.
 */
export function fileKeeper(
  services: Services,
  { request }: InboundRequest,
  tenant: Tenant,
  { id, operation }: FilesEndpoint,
): FileKeeper {
  const protocol = filesProtocol(operation);
  if (id !== null) {
    const found = keeperOf(services, tenant, id, protocol);
    if (found === null) throw notKept();
    return found;
  }
  const { projectId, allowedModels } = tenant.principal;
  const config = services.config();
  const able = config
    .providers(projectId, allowedModels)
    .filter(({ entity }) => providerKind(entity.kind).keepsFiles);
  const named = request.headers[PROVIDER_HEADER];
  const entry =
    named === undefined ? able[0] : able.find(({ entity }) => entity.name === String(named));
  if (entry === undefined) throw noneHasFiles(able.map(({ entity }) => entity.name));
  if (operation === 'file_list' && config.isShared(entry)) throw everybodys(entry.entity.name);
  const {
    entity,
    connections: [{ provider, origin, connection }],
  } = entry;
  const { timeouts } = services;
  return {
    keeper: { entity, provider, origin, connection, model: '', protocol, timeouts },
    id: null,
  };
}

function notKept(): SignalboxError {
  return new SignalboxError(
    'not_found',
    'no provider keeps a file of this id for the key that was sent',
    "Use the id that the gateway answered with. A file is not found again after its provider or that one's credential was changed.",
    { details: { param: 'file_id' } },
  );
}

function noneHasFiles(names: readonly string[]): SignalboxError {
  const which = names.length === 0 ? 'none of its providers does' : `it may be ${names.join(', ')}`;
  return new SignalboxError(
    'request_invalid',
    `no provider that this key may call, and that the request means, keeps files: ${which}`,
    `Name one of OpenAI's kind in the header ${PROVIDER_HEADER}, or leave the header out for the first one.`,
    { details: { param: PROVIDER_HEADER } },
  );
}

function everybodys(name: string): SignalboxError {
  return new SignalboxError(
    'feature_unsupported',
    `the provider "${name}" is used by several projects, and its list would show the files of all of them`,
    'Keep the ids that uploads answer with, or give the project a provider of its own with an account of its own.',
    { details: { features: ['file_list'] } },
  );
}
