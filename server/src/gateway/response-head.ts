import { type Cost, usd } from '../platform/money/index.ts';
import { aiSdk, DROPPED_HEADER } from '../protocols/index.ts';
import type { AnswerOptions } from './answer.ts';
import { headersToClient, translatedHeaders } from './headers.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { Target } from './plan.ts';
import { shortened } from './shortened.ts';

/** The headers that every answer of an inference endpoint has, after those of the provider; a flat list. */
export function ownHeaders(
  { id, journal }: Pick<InboundRequest, 'id' | 'journal'>,
  target: Target | null,
): string[] {
  const headers = ['x-request-id', id];
  if (journal.calls > 0) headers.push('x-signalbox-attempts', String(journal.calls));
  if (target !== null) {
    headers.push('x-signalbox-provider', headerText(target.provider.name));
    // A call that is for no model has none.
    if (target.model !== '') headers.push('x-signalbox-model', headerText(target.model));
  }
  return headers;
}

/** A provider's headers as its client gets them; a client of another protocol gets an answer of `contentType`. */
export function headOf(
  { target, headers, translation }: AnswerOptions,
  contentType: string | null,
): string[] {
  const { protocol, provider } = target;
  const blank = provider.blank ?? null;
  if (translation === null) return headersToClient(headers, protocol, blank);
  const forwarded = translatedHeaders(headers, contentType ?? 'application/json', blank);
  // What turned out to be dropped as the provider was called, of those that say it: within the process, and nobody else.
  const late = protocol === aiSdk ? headers[DROPPED_HEADER] : undefined;
  const dropped = [...translation.dropped, ...(late === undefined ? [] : late.split(', '))];
  if (dropped.length > 0) {
    forwarded.push(DROPPED_HEADER, shortened(dropped.map(headerWords)).join(', '));
  }
  return forwarded;
}

export function overheadHeader(overheadUs: number): string[] {
  return ['x-signalbox-overhead-ms', (overheadUs / 1000).toFixed(3)];
}

export function costHeader(cost: Cost): string[] {
  return ['x-signalbox-cost-usd', withoutEndingZeros(usd(cost.total))];
}

/** Of a number with decimals. */
function withoutEndingZeros(decimals: string): string {
  let end = decimals.length;
  while (decimals[end - 1] === '0') end -= 1;
  return decimals.slice(0, decimals[end - 1] === '.' ? end - 1 : end);
}

/** A model's name comes from a body and may hold anything; outside of visible ASCII it is percent-encoded. */
function headerText(text: string): string {
  return /^[!-~]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed());
}

/** As headerText, with spaces between words, and without what separates a list. */
function headerWords(text: string): string {
  return text.split(' ').map(headerText).join(' ').replaceAll(',', '%2C');
}
