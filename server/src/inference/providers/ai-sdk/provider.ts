import { CredentialBlank } from '../credential-blank.ts';
import { createHttpProvider, type HttpProviderOptions } from '../http/provider.ts';
import type { Provider, UpstreamCall } from '../provider.ts';
import { AiSdkExchange } from './exchange.ts';
import type { SendHttp } from './http-fetch.ts';
import { type AiSdkKind, checkModels, LOAD_MODELS } from './models.ts';

export interface AiSdkProviderOptions extends HttpProviderOptions {
  readonly kind: AiSdkKind;
}

/**
 * A host that is spoken with through a package of the AI SDK, which makes the requests and reads the answers; connections, time
 * limits and the rules of where they may lead are those of every other host. Throws `config_invalid` for a URL that is none.
 */
export function createAiSdkProvider(options: AiSdkProviderOptions): Provider {
  const { name, kind, headers = {} } = options;
  const credential = options.credentialFromCaller === true ? null : options.credential;
  const http = createHttpProvider(options);
  const origin = new URL(options.baseUrl).origin;
  const prefix = new URL(options.baseUrl).pathname.replace(/\/+$/, '');
  const host = { provider: name, baseUrl: origin + prefix, credential: credential ?? '' };
  checkModels(kind, host);
  const sendFor =
    (call: UpstreamCall): SendHttp =>
    ({ url, headers: own, body }, handler) => {
      if (url.origin !== origin) throw new Error(`${name} is not at ${url.origin}`);
      const path = url.pathname.slice(prefix.length) + url.search;
      return http.dispatch({ ...call, path, body, headers: { ...call.headers, ...own } }, handler);
    };
  return {
    ...http,
    // Each part of it may be told alone.
    blank: CredentialBlank.of(credential, [
      ...Object.values(headers),
      ...(credential?.split(':') ?? []),
    ]),
    dispatch: (call, handler) =>
      call.method === 'GET'
        ? http.dispatch(call, handler)
        : new AiSdkExchange({
            kind,
            provider: name,
            call,
            handler,
            send: sendFor(call),
            load: (fetch) => LOAD_MODELS[kind]({ ...host, fetch }),
          }),
  };
}
