import type { components } from '@signalbox/sdk';
import { SignalboxApiError } from '@signalbox/sdk';

/** What does not answer just now: as control says of the others, as the browser finds of control, or as the page feels it. */
export type Trouble =
  | (Pick<components['schemas']['Health']['troubles'][number], 'part' | 'state'> & {
      /** Ms since 1970. */
      readonly since: number;
    })
  | { readonly part: 'server'; readonly state: 'away' | 'failing'; readonly since: number }
  | { readonly part: 'answers'; readonly state: 'slow'; readonly since: number };

/** What is known of the question who is away: its last answer, and whether a newer one failed. */
export interface Asked {
  readonly data: components['schemas']['Health'] | undefined;
  readonly dataUpdatedAt: number;
  readonly error: Error | null;
  readonly errorUpdatedAt: number;
}

export function troublesFrom(
  { data, dataUpdatedAt, error, errorUpdatedAt }: Asked,
  longWait: number | null,
): readonly Trouble[] {
  if (error !== null && errorUpdatedAt >= dataUpdatedAt) {
    const state = error instanceof SignalboxApiError ? 'failing' : 'away';
    return [{ part: 'server', state, since: dataUpdatedAt === 0 ? errorUpdatedAt : dataUpdatedAt }];
  }
  const told = (data?.troubles ?? []).map(
    (trouble): Trouble => ({ ...trouble, since: Date.parse(trouble.since) }),
  );
  const explained = told.some(({ part }) => part === 'telemetry' || part === 'trace_store');
  return longWait === null || explained
    ? told
    : [...told, { part: 'answers', state: 'slow', since: longWait }];
}

/** Whether requests and usage cannot be had, or only late. */
export function holdsAnswers({ part }: Trouble): boolean {
  return part !== 'gateway' && part !== 'engine';
}
