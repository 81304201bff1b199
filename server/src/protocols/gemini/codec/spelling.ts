import type { JsonObject } from '../../../lib/json-object.ts';
import { duplicated } from '../../member-name.ts';
import { Members } from '../../members.ts';

/** A name of Google's in its camel case; that of anything else stays, since only what is asked for is looked up. */
function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** An object of the protocol under its members' names in camel case, which Google takes in snake case as well. */
export function camelNames(object: JsonObject): JsonObject {
  const names = Object.keys(object);
  if (!names.some((name) => name.includes('_'))) return object;
  return Object.fromEntries(names.map((name) => [camelCase(name), object[name]]));
}

/** Reads an object of the protocol by the names in camel case. Throws where what is asked for stands there by both of its names. */
export class GeminiMembers extends Members {
  override any(name: string): unknown {
    const other = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (other === name || !Object.hasOwn(this.value, other)) return super.any(name);
    if (Object.hasOwn(this.value, name)) throw duplicated(this.at(name));
    return super.any(other);
  }

  /** Numbers may be written as texts. */
  override number(name: string): number | undefined {
    const value = this.any(name);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    return Number.isNaN(number) ? super.number(name) : number;
  }

  override object(name: string): GeminiMembers | undefined {
    const value = this.any(name);
    return value === undefined ? undefined : new GeminiMembers(value, this.at(name));
  }

  override objects(name: string): readonly GeminiMembers[] {
    const list = this.list(name) ?? [];
    return list.map((one, i) => new GeminiMembers(one, this.at(`${name}.${i}`)));
  }
}
