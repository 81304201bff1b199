import { latest } from '../../../lib/latest.ts';
import { CredentialBlank } from '../credential-blank.ts';
import type { Provider } from '../provider.ts';
import { DeferredExchange } from './deferred-exchange.ts';
import { GoogleTokens, serviceAccountIn } from './google-tokens.ts';
import { createHttpProvider, type HttpProviderOptions } from './provider.ts';

export interface VertexProviderOptions extends Omit<HttpProviderOptions, 'kind'> {
  /** Where tokens come from, in tests. */
  readonly tokenUrl?: string;
  /** Between here and that: a host of its own, which may be reached otherwise than the models. */
  readonly tokenProxy: URL | null;
}

/**
 * Gemini's API on Vertex AI. A credential that is the JSON of a service account's key logs in with tokens, which are fetched when
 * they are needed; any other one is a key of the API. Throws `config_invalid` for a URL that is none.
 */
export function createVertexProvider(options: VertexProviderOptions): Provider {
  const { name, headers = {}, connectTimeoutMs, tokenProxy: proxy, tokenUrl } = options;
  const { credential } = options;
  const fromCaller = options.credentialFromCaller === true;
  const account = credential === null || fromCaller ? null : serviceAccountIn(credential);
  if (account === null) return createHttpProvider({ ...options, kind: 'vertex' });
  const http = createHttpProvider({ ...options, kind: 'vertex', credential: null });
  const where = tokenUrl === undefined ? {} : { tokenUrl };
  const tokens = new GoogleTokens({ provider: name, account, connectTimeoutMs, proxy, ...where });
  const blankOf = latest((token: string | null) =>
    CredentialBlank.of(token, [...Object.values(headers), account.private_key]),
  );
  return {
    ...http,
    get blank() {
      return blankOf(tokens.current);
    },
    dispatch(call, handler) {
      const send = (token: string) => (asked: typeof call) =>
        http.dispatch(
          { ...asked, headers: { ...asked.headers, authorization: `Bearer ${token}` } },
          handler,
        );
      const token = tokens.token();
      if (typeof token === 'string') return send(token)(call);
      return new DeferredExchange(name, call, handler, () => token.then(send));
    },
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      await tokens[Symbol.asyncDispose]();
    },
  };
}
