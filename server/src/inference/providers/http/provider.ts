import { openaiChat } from '../../../protocols/index.ts';
import { type Quirks, renameMembers } from '../../presets/index.ts';
import type { RemoteKindName } from '../../provider-kinds.ts';
import { CredentialBlank } from '../credential-blank.ts';
import { dispatchHttp, upstreamBase } from '../http-upstream.ts';
import { OutboundGuard } from '../outbound-guard.ts';
import type { OutboundReach } from '../outbound-reach.ts';
import type { Provider, UpstreamCall } from '../provider.ts';
import { createUpstreamPool } from '../upstream-pool.ts';
import { HOST_KINDS } from './host-kinds.ts';

/** Members of this are what hosts have by other names. */
const CHAT = openaiChat.upstreamPath({ operation: 'chat', stream: false }, '');

export interface HttpProviderOptions {
  readonly name: string;
  readonly kind: RemoteKindName;
  /** Absent: what all hosts of the kind speak. */
  readonly protocols?: Provider['protocols'];
  /** What the paths of the kind are put behind. */
  readonly baseUrl: string;
  /** Goes out in the kind's own header; null where the host wants none. */
  readonly credential: string | null;
  /** Clients log in at the host by themselves, and nobody else can. */
  readonly credentialFromCaller?: boolean;
  /** Further headers of every call; their values may be credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Who is billed, where a call does not say it. */
  readonly organization?: string | null;
  readonly project?: string | null;
  /** Azure's; null: the form of its API that has none. */
  readonly apiVersion?: string | null;
  readonly quirks?: Quirks;
  /** Which addresses it may be reached at. */
  readonly reach: OutboundReach;
  readonly connectTimeoutMs: number;
  /** What the host is reached through; absent or null: directly. */
  readonly proxy?: URL | null;
}

/**
 * A model host that is called over HTTP/1.1, with a connection for each call in flight: with HTTP/2, one lost packet or one slow
 * reader would hold up every stream to the host. Throws `config_invalid` for a URL that is none.
 */
export function createHttpProvider(options: HttpProviderOptions): Provider {
  const { headers = {} } = options;
  const credential = options.credentialFromCaller === true ? null : options.credential;
  const kind = HOST_KINDS[options.kind];
  const base = upstreamBase(options.name, options.baseUrl);
  const guard = options.reach === 'any' ? null : new OutboundGuard(options.name, options.reach);
  const pool = createUpstreamPool({
    origin: base.origin,
    guard,
    connectTimeoutMs: options.connectTimeoutMs,
    proxy: options.proxy ?? null,
  });
  const fixed = { ...headers };
  if (credential !== null && kind.credential !== null)
    fixed[kind.credential.header] = kind.credential.prefix + credential;
  const asSent = sentAs(options);
  return {
    name: options.name,
    kind: options.kind,
    protocols: options.protocols ?? kind.protocols,
    quirks: options.quirks ?? {},
    models: options.credentialFromCaller === true ? null : kind.models,
    blank: CredentialBlank.of(credential, Object.values(headers)),
    dispatch: (call, handler) => dispatchHttp(pool, base, asSent(call), handler, fixed),
    async [Symbol.asyncDispose]() {
      // Calls in flight end by themselves; each has its timeouts.
      await pool.close();
      base.deadlines[Symbol.dispose]();
    },
  };
}

/** What its kind and its settings make of a call. */
function sentAs(options: HttpProviderOptions): (call: UpstreamCall) => UpstreamCall {
  const { organization = null, project = null, apiVersion = null, quirks = {} } = options;
  const { pathOf, defaults } = HOST_KINDS[options.kind];
  const { renamed = null } = quirks;
  const account: Readonly<Record<string, string>> = {
    ...(organization === null ? {} : { 'openai-organization': organization }),
    ...(project === null ? {} : { 'openai-project': project }),
  };
  const withHeaders = Object.keys({ ...defaults, ...account }).length > 0;
  if (!withHeaders && pathOf === null && renamed === null) return (call) => call;
  return (call) => {
    const { headers, path, body } = call;
    // A client that may name an organization has it billed as it says: our project belongs to another.
    const own = headers['openai-organization'] === undefined ? account : {};
    return {
      ...call,
      path: pathOf === null ? path : pathOf(call, apiVersion),
      headers: { ...defaults, ...own, ...headers },
      body:
        renamed !== null && body instanceof Uint8Array && path === CHAT
          ? renameMembers(body, renamed)
          : body,
    };
  };
}
