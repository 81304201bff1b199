import { KEY_VARIABLE } from '../curl-call.ts';
import type { TraceDetail } from '../types.ts';

const PATHS: { readonly [operation: string]: string } = {
  chat: '/v1/chat/completions',
  embeddings: '/v1/embeddings',
};

/** The request again, for a shell; null where its body was not kept as text. `gateway`: its address. */
export function curlOf(detail: TraceDetail, gateway: string): string | null {
  const path = PATHS[detail.operation];
  const body = detail.request_body;
  if (path === undefined || body === null || body.encoding !== 'utf-8') return null;
  const headers = [
    `-H "authorization: Bearer ${KEY_VARIABLE}"`,
    "-H 'content-type: application/json'",
    ...(detail.user === null ? [] : [`-H ${quoted(`x-signalbox-user: ${detail.user}`)}`]),
    ...(detail.session === null ? [] : [`-H ${quoted(`x-signalbox-session: ${detail.session}`)}`]),
  ];
  const parts = [
    `curl${detail.stream ? ' -N' : ''} ${gateway}${path}`,
    ...headers,
    `--data-raw ${quoted(body.content)}`,
  ];
  return parts.join(' \\\n  ');
}

/** One word for a POSIX shell, whatever it holds. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
