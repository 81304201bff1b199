import type { Signalbox } from '@signalbox/sdk';
import type { Place } from './place.ts';

/** What is asked of the API and under which key its answer is kept, the same for a page and for what asks ahead of it. */
export interface Question<Answer> {
  readonly key: readonly unknown[];
  readonly read: (api: Signalbox, signal: AbortSignal) => Promise<Answer>;
}

/** What every key of a place's answers begins with: answers of one place are never shown in another. */
export function placeKeyOf(place: Place | null): readonly [string, string] {
  return ['place', `${place?.project.id ?? ''}/${place?.environment.id ?? ''}`];
}
