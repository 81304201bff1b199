import type { RouteCondition, RouteDefinition, RouteTarget } from '../../inference/index.ts';

/** What rules may look at of a request. */
export interface Asked {
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly user: string | null;
  readonly inputTokens: number;
}

/** A token of English text is about four bytes; how long a text is to a model is not known before it is asked. */
const BYTES_PER_TOKEN = 4;

export function tokensOf(bytes: number): number {
  return Math.ceil(bytes / BYTES_PER_TOKEN);
}

/** The targets of the first rule whose condition holds, or else the route's own. */
export function targetsFor(
  { rules, targets }: RouteDefinition,
  asked: Asked,
): readonly RouteTarget[] {
  return rules.find(({ when }) => holds(when, asked))?.targets ?? targets;
}

function holds({ metadata, tags, users, input_tokens }: RouteCondition, asked: Asked): boolean {
  if (metadata !== undefined) {
    for (const key in metadata) if (asked.metadata[key] !== metadata[key]) return false;
  }
  if (tags?.some((tag) => asked.tags.includes(tag)) === false) return false;
  if (users?.some((user) => isUser(user, asked.user)) === false) return false;
  if (input_tokens?.min !== undefined && asked.inputTokens < input_tokens.min) return false;
  return input_tokens?.below === undefined || asked.inputTokens < input_tokens.below;
}

function isUser(wanted: string, user: string | null): boolean {
  if (user === null) return false;
  return wanted.endsWith('*') ? user.startsWith(wanted.slice(0, -1)) : user === wanted;
}
