import { z } from 'zod';

const Stored = z.record(z.string(), z.string());

/** The static headers of a provider, as their text is once it was opened. */
export function readHeaders(text: string | null): Readonly<Record<string, string>> {
  return text === null ? {} : Stored.parse(JSON.parse(text));
}
