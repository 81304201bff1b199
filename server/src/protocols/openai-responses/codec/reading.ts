import { isJsonObject } from '../../../lib/json-object.ts';
import type { Part } from '../../conversation/conversation.ts';
import { Members } from '../../members.ts';
import { RequestFault } from '../../request-fault.ts';
import { unknownItem } from './hosted-tools.ts';

/** An item that stands for one that the provider keeps: whatever it is, nobody else can be told of it. */
export const ITEM_REFERENCE = 'item_reference';

/** How strictly a body is read. */
export interface Reading {
  /** Names something that only this protocol has, as a caller finds it. */
  other(...names: readonly string[]): void;
  /** Names something that is not kept, and without which the answer is none the worse. */
  hint(name: string): void;
  /** Reads one of many; null: of a kind that has no place in the normal form. */
  one<T>(value: unknown, at: string, read: (members: Members) => T | null): T | UnknownPart | null;
}

/** As it was. */
export type UnknownPart = Extract<Part, { type: 'unknown' }>;

/** For a translation: what is wrong is refused, and what is left out is named. */
export class StrictReading implements Reading {
  readonly others: string[] = [];
  readonly hints: string[] = [];

  other(...names: readonly string[]): void {
    this.others.push(...names);
  }

  hint(name: string): void {
    if (!this.hints.includes(name)) this.hints.push(name);
  }

  one<T>(value: unknown, at: string, read: (members: Members) => T | null): T | null {
    const members = new Members(value, at);
    const result = read(members);
    const { type } = members.value;
    if (type === ITEM_REFERENCE && result === null) this.other(ITEM_REFERENCE);
    else if (result === null) this.others.push(typeof type === 'string' ? `${at} (${type})` : at);
    else this.others.push(...members.rest());
    return result;
  }
}

/** For whoever looks at a body: what cannot be read is shown as it was. */
export const LENIENT: Reading = {
  other: () => {},
  hint: () => {},
  one: (value, at, read) => {
    if (!isJsonObject(value)) return { type: 'unknown', value };
    try {
      return read(new Members(value, at)) ?? unknownItem(value);
    } catch (error) {
      if (!(error instanceof RequestFault)) throw error;
      return { type: 'unknown', value };
    }
  },
};
