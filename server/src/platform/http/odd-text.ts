import { SignalboxError } from '../errors/index.ts';

/** Deeper than anything that an endpoint takes; what recurses over a value need not fear more. */
const DEEPEST = 64;

/**
 * Throws `request_invalid` naming the member for what no store can keep as it came: a NUL character, half of a surrogate pair
 * (it has no UTF-8), nesting without end. Values as JSON has them.
 */
export function refuseOddText(where: string, value: unknown): void {
  // A stack of its own: the nesting of what comes in must not become that of calls.
  const left: { readonly at: string; readonly value: unknown; readonly depth: number }[] = [
    { at: where, value, depth: 0 },
  ];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { at, value: one, depth } = next;
    if (typeof one === 'string') refuseText(at, one);
    if (typeof one !== 'object' || one === null) continue;
    if (depth === DEEPEST) throw invalid(where, `is nested more than ${DEEPEST} deep`);
    for (const [name, member] of Object.entries(one)) {
      refuseText(`a name in ${at}`, name);
      left.push({ at: `${at}/${name}`, value: member, depth: depth + 1 });
    }
  }
}

function refuseText(at: string, text: string): void {
  if (text.includes('\0')) throw invalid(at, 'has a NUL character');
  if (!text.isWellFormed())
    throw invalid(at, 'has half of a surrogate pair, which is not a character');
}

function invalid(at: string, what: string): SignalboxError {
  return new SignalboxError('request_invalid', `${at} ${what}`, 'Correct it and send it again.', {
    details: { issues: [{ at, message: what }] },
  });
}
