import type { Feature } from './features.ts';
import { type Dropped, type Line, NotTaken } from './line.ts';
import { NO_SUCH_THING } from './no-such-thing.ts';

/** How a cell of the matrix ends. Anything else is a failure of the gateway. */
export type Outcome =
  /** `without`: what the model never needed (a name, a hint) and the answer says was left out. */
  | { readonly kind: 'passed'; readonly without: readonly string[] }
  /** The client's protocol cannot ask for it. */
  | { readonly kind: 'not_asked'; readonly link: string }
  /** Refused by name, and where the project wants that, dropped by the same name. */
  | { readonly kind: 'refused'; readonly features: readonly string[]; readonly link: string };

/** `dropping`: the same line for a project that wants dropped what cannot be carried. */
export async function tryCell(
  feature: Feature,
  column: string,
  line: Line,
  dropping: Line,
): Promise<Outcome> {
  const link = line.client.cannotAsk[feature.name];
  if (link !== undefined) return { kind: 'not_asked', link };
  const dropped: Dropped = new Set();
  try {
    await feature.check(line, dropped);
  } catch (error) {
    const features = error instanceof NotTaken ? namedIn(error) : null;
    const published = NO_SUCH_THING[feature.name]?.[column];
    if (features === null || published === undefined) throw error;
    await checkThatItIsDropped(feature, dropping, features);
    return { kind: 'refused', features, link: published };
  }
  return { kind: 'passed', without: [...dropped] };
}

/** What a refusal of the gateway's own says cannot be carried; null: it is another error. */
function namedIn({ status, message }: NotTaken): string[] | null {
  const match = /cannot be told: ([^\n]+?)(?:\. |$)/.exec(message);
  return status !== 400 || match?.[1] === undefined ? null : match[1].split(', ');
}

/** The same asked by a project that wants it dropped: it is answered, and says what it left out. */
async function checkThatItIsDropped(
  feature: Feature,
  line: Line,
  features: readonly string[],
): Promise<void> {
  const dropped: Dropped = new Set();
  try {
    await feature.check(line, dropped);
  } catch (error) {
    // That what was dropped is missed is no wonder; that the call is not answered is.
    if (!(error instanceof Error) || error.name !== 'AssertionError') throw error;
  }
  const silent = features.filter((name) => !dropped.has(name));
  if (silent.length > 0)
    throw new Error(
      `dropped without a word: ${silent.join(', ')}; said: ${[...dropped].join(', ')}`,
    );
}
