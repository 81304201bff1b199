import { isJsonObject, type JsonObject } from '../lib/json-object.ts';
import { RequestFault } from './request-fault.ts';

/**
 * Reads an object of a request that is to be translated, member by member. What has another type than its protocol says throws
 * a `RequestFault` that names it, since it would be lost; what nobody asked for is named at the end (`rest`). Null is absence.
 */
export class Members {
  readonly value: JsonObject;
  /** Where it stands in the body, with a dot behind: `messages.2.`; nothing: it is the body. */
  readonly #within: string;
  readonly #asked = new Set<string>();

  constructor(value: unknown, at = '') {
    if (!isJsonObject(value)) {
      throw new RequestFault(
        'request_invalid',
        at === '' ? 'the body is not a JSON object' : `the member "${at}" is not an object`,
        'Send an object.',
        at === '' ? null : at,
      );
    }
    this.value = value;
    this.#within = at === '' ? '' : `${at}.`;
  }

  at(name: string): string {
    return this.#within + name;
  }

  /** What stands there, of any type; undefined where nothing or null does. */
  any(name: string): unknown {
    this.#asked.add(name);
    return this.value[name] ?? undefined;
  }

  /** Members that are read elsewhere. */
  skip(...names: readonly string[]): void {
    for (const name of names) this.#asked.add(name);
  }

  text(name: string): string | undefined {
    const value = this.any(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.fault(name, 'is not a text', 'Send a string.');
  }

  /** A text that has to be there. */
  needed(name: string): string {
    const value = this.text(name);
    if (value !== undefined) return value;
    throw this.fault(name, 'is missing', 'Send a string.');
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T | undefined {
    const value = this.any(name);
    if (value === undefined) return undefined;
    const found = known.find((one) => one === value);
    if (found !== undefined) return found;
    throw this.fault(name, 'has a value that is not known', `Send one of ${known.join(', ')}.`);
  }

  number(name: string): number | undefined {
    const value = this.any(name);
    if (value === undefined || typeof value === 'number') return value;
    throw this.fault(name, 'is not a number', 'Send a number.');
  }

  count(name: string): number | undefined {
    const value = this.number(name);
    if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return value;
    throw this.fault(name, 'is not a whole number of at least 0', 'Send a whole number.');
  }

  flag(name: string): boolean | undefined {
    const value = this.any(name);
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.fault(name, 'is neither true nor false', 'Send true or false.');
  }

  list(name: string): readonly unknown[] | undefined {
    const value = this.any(name);
    if (value === undefined || Array.isArray(value)) return value;
    throw this.fault(name, 'is not a list', 'Send a list.');
  }

  texts(name: string): readonly string[] | undefined {
    const list = this.list(name);
    const texts = list?.filter((one) => typeof one === 'string');
    if (texts?.length === list?.length) return texts;
    throw this.fault(name, 'is not a list of texts', 'Send a list of strings.');
  }

  object(name: string): Members | undefined {
    const value = this.any(name);
    return value === undefined ? undefined : new Members(value, this.at(name));
  }

  /** A list of objects; empty where there is none. */
  objects(name: string): readonly Members[] {
    return (this.list(name) ?? []).map((one, i) => new Members(one, this.at(`${name}.${i}`)));
  }

  /** An object whose members all pass; `what` they are, for the fault. */
  record<T>(
    name: string,
    is: (value: unknown) => value is T,
    what: string,
  ): Readonly<Record<string, T>> | undefined {
    const value = this.object(name)?.value;
    if (value === undefined) return undefined;
    const entries = Object.entries(value).filter((entry): entry is [string, T] => is(entry[1]));
    if (entries.length === Object.keys(value).length) return Object.fromEntries(entries);
    throw this.fault(name, `holds what is not ${what}`, `Send ${what} only.`);
  }

  /** The members that nobody asked for, but for those that say nothing, as a caller finds them. */
  rest(): string[] {
    return Object.keys(this.value)
      .filter((name) => !this.#asked.has(name) && this.value[name] !== null)
      .map((name) => this.at(name));
  }

  fault(name: string, what: string, next: string): RequestFault {
    const at = this.at(name);
    return new RequestFault('request_invalid', `the member "${at}" ${what}`, next, at);
  }
}
