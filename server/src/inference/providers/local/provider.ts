import { Pool } from 'undici';
import { LINK_VERSION, linkToken } from '../../../platform/link/index.ts';
import { openaiChat } from '../../../protocols/index.ts';
import { upstreamBase } from '../http-upstream.ts';
import type { Provider } from '../provider.ts';
import { EngineExchange } from './exchange.ts';

export interface LocalProviderOptions {
  readonly name: string;
  /** The engine's socket, which is there only while the engine runs. */
  readonly socket: string;
  /** The installation's link key. */
  readonly key: Buffer;
  /** The role that calls. */
  readonly role: string;
  /** Asks for the engine to be started; false where nobody is there to do it. */
  readonly need: () => boolean;
  /** How long a call waits for the engine, ms. Default: 60,000. */
  readonly patienceMs?: number;
}

/**
 * The models of this machine. A call that finds no engine asks for it and waits until it is there; after 60 s it fails with
 * `engine_starting`, which a client may try again, or with `engine_unavailable` where nobody would start it.
 */
export function createLocalProvider(options: LocalProviderOptions): Provider {
  const base = upstreamBase(options.name, 'http://engine/v1');
  const pool = new Pool(base.origin, {
    socketPath: options.socket,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const headers = {
    'x-signalbox-link': String(LINK_VERSION),
    authorization: `Bearer ${linkToken(options.key, options.role)}`,
  };
  return {
    name: options.name,
    kind: 'local',
    protocols: [openaiChat],
    dispatch: (call, handler) =>
      new EngineExchange({ ...options, pool, base, headers, call, handler }),
    async [Symbol.asyncDispose]() {
      await pool.close();
      base.deadlines[Symbol.dispose]();
    },
  };
}
