import type { Item, StoredPart, ToolCall } from './item.ts';

type Result = Extract<StoredPart, { type: 'tool_result' }>;

/** The parts of a message as they are shown, in their order; `results`: what tools answered, by the ids of their calls. */
export function itemsOf(
  parts: readonly StoredPart[],
  results: ReadonlyMap<string, Result>,
): readonly Item[] {
  const items: Item[] = [];
  for (const part of parts) {
    for (const item of shown(part, results)) {
      const last = items.at(-1);
      const together = last?.kind === 'text' && item.kind === 'text' ? joined(last, item) : null;
      if (together === null) items.push(item);
      else items[items.length - 1] = together;
    }
  }
  return items;
}

type Text = Extract<Item, { kind: 'text' }>;

/** A text that is cut where its citations change is one text; others are texts by themselves. */
function joined(before: Text, after: Text): Text | null {
  if (before.citations.length === 0 && after.citations.length === 0) return null;
  return {
    kind: 'text',
    text: before.text + after.text,
    citations: [...before.citations, ...after.citations],
  };
}

function shown(part: StoredPart, results: ReadonlyMap<string, Result>): readonly Item[] {
  switch (part.type) {
    case 'text':
      return [{ kind: 'text', text: part.content, citations: part.citations ?? [] }];
    case 'refusal':
      return [{ kind: 'text', text: part.content, citations: [] }];
    case 'image':
      return [{ kind: 'image', source: part.source }];
    case 'audio':
      return [{ kind: 'sound', source: part.source, transcript: part.transcript }];
    case 'document':
      return [{ kind: 'document', name: part.name, source: part.source }];
    case 'reasoning': {
      const encrypted = part.encrypted?.length ?? 0;
      const empty = part.content === '' && encrypted === 0;
      return empty ? [] : [{ kind: 'reasoning', text: part.content, encrypted }];
    }
    case 'tool_call':
      return [{ kind: 'call', call: callOf(part, results) }];
    case 'tool_result':
      return itemsOf(part.content, results);
    case 'unknown':
      return part.hosted === undefined
        ? [{ kind: 'other', value: part.value }]
        : [{ kind: 'hosted', name: part.hosted, value: part.value }];
  }
}

function callOf(
  part: Extract<StoredPart, { type: 'tool_call' }>,
  results: ReadonlyMap<string, Result>,
): ToolCall {
  const result = part.id === null ? undefined : results.get(part.id);
  return {
    id: part.id,
    name: part.name || 'unnamed',
    arguments: part.arguments,
    result: result === undefined ? null : itemsOf(result.content, results),
    failed: result?.failed === true,
  };
}
