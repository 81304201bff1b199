import { KEY_VARIABLE } from '../curl-call.ts';
import type { TraceDetail } from '../types.ts';
import { formOf } from './curl-form.ts';
import { addressOf } from './gateway-address.ts';
import { quoted } from './shell-word.ts';

type Called = Pick<
  TraceDetail,
  'protocol' | 'operation' | 'stream' | 'requested_model' | 'request_body' | 'user' | 'session'
>;

/** Where each protocol's clients have their key, and what else they always send. */
const HEADERS: { readonly [protocol: string]: readonly string[] } = {
  openai: [`authorization: Bearer ${KEY_VARIABLE}`],
  'openai-responses': [`authorization: Bearer ${KEY_VARIABLE}`],
  anthropic: [`x-api-key: ${KEY_VARIABLE}`, 'anthropic-version: 2023-06-01'],
  gemini: [`x-goog-api-key: ${KEY_VARIABLE}`],
};
/** Azure's clients name the model in the address. */
const DEPLOYMENT_HEADERS = [`api-key: ${KEY_VARIABLE}`];

/**
 * The request again, for a shell, as a client of its own protocol sends it; null where its body was not kept as text. Of a form
 * with files it says which are to be put beside it, since their bytes are not kept. `gateway`: its address.
 */
export function curlOf(called: Called, gateway: string): string | null {
  const { request_body: body, user, session, stream } = called;
  if (body === null || body.encoding !== 'utf-8') return null;
  const address = addressOf(called, body.content);
  const protocolHeaders = HEADERS[called.protocol];
  if (address === null || protocolHeaders === undefined) return null;
  const form = formOf(called.operation, body.content);
  const headers = [
    ...(address.namesModel ? DEPLOYMENT_HEADERS : protocolHeaders),
    ...(form === null ? ['content-type: application/json'] : []),
    ...(user === null ? [] : [`x-signalbox-user: ${user}`]),
    ...(session === null ? [] : [`x-signalbox-session: ${session}`]),
  ];
  const parts = [
    `curl${stream ? ' -N' : ''} ${urlWord(`${gateway}${address.path}`)}`,
    ...headers.map((header) => `-H ${headerWord(header)}`),
    ...(form === null ? [`--data-raw ${quoted(body.content)}`] : form.options),
  ];
  const command = parts.join(' \\\n  ');
  return form === null || form.missing === null ? command : `# ${form.missing}\n${command}`;
}

/** The key is a variable, which a shell reads within double quotes. */
function headerWord(header: string): string {
  return header.endsWith(KEY_VARIABLE) && !header.startsWith('x-signalbox-')
    ? `"${header}"`
    : quoted(header);
}

/** Bare, as people write it, where a shell takes it for one word. */
function urlWord(url: string): string {
  return /^[\w:/.%~+-]+$/.test(url) ? url : quoted(url);
}
