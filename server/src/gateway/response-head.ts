import { type Cost, usd } from '../platform/money/index.ts';
import type { Target } from './plan.ts';

/** The headers that every answer of an inference endpoint has, after those of the provider; a flat list. */
export function ownHeaders(requestId: string, target: Target | null): string[] {
  const headers = ['x-request-id', requestId];
  if (target !== null) {
    headers.push('x-signalbox-provider', headerText(target.provider.name));
    headers.push('x-signalbox-model', headerText(target.model));
  }
  return headers;
}

export function overheadHeader(overheadUs: number): string[] {
  return ['x-signalbox-overhead-ms', (overheadUs / 1000).toFixed(3)];
}

export function costHeader(cost: Cost): string[] {
  return ['x-signalbox-cost-usd', usd(cost.total).replace(/\.?0+$/, '')];
}

/** A model's name comes from a body and may hold anything; outside of visible ASCII it is percent-encoded. */
function headerText(text: string): string {
  return /^[!-~]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed());
}
