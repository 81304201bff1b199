import type { Part } from '../../conversation/conversation.ts';

/** A part, with the name of the function whose result it is. */
export interface PlacedPart {
  readonly part: Part;
  readonly of: string;
}

export interface Turn {
  readonly role: string;
  readonly parts: readonly PlacedPart[];
}

/**
 * Contents of a model one behind the other are one message: Google's clients keep each piece of a stream as a content of its own,
 * and send all of them back. What was cut between two pieces is put together, and pieces that say nothing are left out.
 */
export function joinTurns(contents: readonly Turn[]): Turn[] {
  const turns: { role: string; parts: PlacedPart[] }[] = [];
  for (const { role, parts } of contents) {
    const last = turns.at(-1);
    if (role !== 'assistant' || last?.role !== role) turns.push({ role, parts: [...parts] });
    else last.parts.splice(0, last.parts.length, ...joined(last.parts, parts));
  }
  return turns.map(({ role, parts }) => ({ role, parts: role === 'user' ? parts : said(parts) }));
}

function joined(before: readonly PlacedPart[], behind: readonly PlacedPart[]): PlacedPart[] {
  const spoken = said(before);
  const [first, ...rest] = said(behind);
  const last = spoken.at(-1);
  if (first === undefined || last === undefined) return [...spoken, ...said(behind)];
  const one = join(last.part, first.part);
  return one === null
    ? [...spoken, first, ...rest]
    : [...spoken.slice(0, -1), { part: one, of: '' }, ...rest];
}

function said(parts: readonly PlacedPart[]): PlacedPart[] {
  return parts.filter(
    ({ part }) => part.type !== 'text' || part.content !== '' || part.signature !== undefined,
  );
}

/** Two pieces as the part that they were cut from; null where they are of two. */
function join(a: Part, b: Part): Part | null {
  if (a.type === 'text' && b.type === 'text') {
    return a.signature === undefined ? { ...a, ...b, content: a.content + b.content } : null;
  }
  if (a.type === 'reasoning' && b.type === 'reasoning') {
    const open = a.signature === null && a.id === undefined && a.encrypted === undefined;
    return open ? { ...a, ...b, content: a.content + b.content } : null;
  }
  return null;
}
