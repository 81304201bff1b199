import type { Config } from '../../../platform/config/index.ts';
import type { ProviderEntity } from '../../entities.ts';
import { presetOf } from '../../presets/index.ts';
import type { RemoteKindName } from '../../provider-kinds.ts';
import { createAiSdkProvider } from '../ai-sdk/provider.ts';
import { reachOf } from '../outbound-reach.ts';
import { protocolsOf } from '../protocols-of.ts';
import type { Provider } from '../provider.ts';
import { proxyFor } from '../proxy-for.ts';
import { readHeaders } from '../static-headers.ts';
import { TOKEN_URL } from './google-tokens.ts';
import { createHttpProvider } from './provider.ts';
import { createVertexProvider } from './vertex-provider.ts';

/** What the operator says of calls that leave this machine. */
type Outbound = Pick<
  Config,
  'allowPrivateProviders' | 'connectTimeoutMs' | 'httpsProxy' | 'httpProxy' | 'noProxy'
>;

/** The provider of an entity on a host of its own. Throws `config_invalid` where its base URL is none. */
export function createRemoteProvider(
  kind: RemoteKindName,
  entity: ProviderEntity,
  config: Outbound,
): Provider {
  const options = {
    name: entity.name,
    protocols: protocolsOf(entity),
    baseUrl: entity.base_url,
    credential: entity.credential,
    credentialFromCaller: entity.credential_from === 'caller',
    headers: readHeaders(entity.header_values),
    organization: entity.openai_organization,
    project: entity.openai_project,
    apiVersion: entity.api_version,
    quirks: presetOf(entity)?.quirks ?? {},
    reach: reachOf(entity, config.allowPrivateProviders),
    connectTimeoutMs: config.connectTimeoutMs,
    proxy: proxyFor(entity.base_url, config),
  };
  switch (kind) {
    case 'cohere':
    case 'bedrock':
      return createAiSdkProvider({ ...options, kind });
    case 'vertex':
      return createVertexProvider({ ...options, tokenProxy: proxyFor(TOKEN_URL, config) });
    default:
      return createHttpProvider({ ...options, kind });
  }
}
