import type { Message } from '../../conversation/conversation.ts';

const PREFIX = 'MEDIA_RESOLUTION_';
/** How finely an image is looked at, in the words that other protocols share; they have none for what is in between. */
const DETAILS: Readonly<Record<string, string>> = {
  LOW: 'low',
  MEDIUM: 'auto',
  HIGH: 'high',
  ULTRA_HIGH: 'high',
};
const LEVELS: Readonly<Record<string, string>> = {
  low: 'LOW',
  high: 'HIGH',
  original: 'ULTRA_HIGH',
};

export function readDetail(level: string | undefined): string | undefined {
  return level === undefined ? undefined : DETAILS[level.replace(PREFIX, '')];
}

/** Undefined: it is left to the provider. */
export function writeLevel(detail: string | undefined): string | undefined {
  const level = detail === undefined ? undefined : LEVELS[detail];
  return level === undefined ? undefined : PREFIX + level;
}

/**
 * For models that look at all media alike: the level of every image, where they agree; null: they do not. Undefined where none
 * asks for one.
 */
export function levelOfAll(messages: readonly Message[]): string | null | undefined {
  const levels = messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === 'image' ? [writeLevel(part.detail)] : [])),
  );
  const [first] = levels;
  const same = levels.every((level) => level === first);
  // Of all media alike there are three levels.
  if (same) return first === `${PREFIX}ULTRA_HIGH` ? `${PREFIX}HIGH` : first;
  return null;
}
