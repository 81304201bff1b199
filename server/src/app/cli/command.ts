import type { ParseArgsOptionsConfig } from 'node:util';
import type { ApiClient } from './client.ts';

/** What a command is given; everything it tells goes through here, so that tests see all of it. */
export interface CommandContext {
  readonly api: ApiClient;
  /** Where that is; the console is at the same address. */
  readonly baseUrl: string;
  /** What follows the command's name. */
  readonly word: string | undefined;
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly json: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly write: (text: string) => void;
}

/** One command of the CLI. It speaks to the management API only; none opens a store. */
export interface Command {
  /** `keys create`. */
  readonly name: string;
  /** What follows the name: `NAME [--scope SCOPE]…`. */
  readonly usage: string;
  readonly summary: string;
  /** Whether a word may follow the name. */
  readonly takesWord?: true;
  readonly options: ParseArgsOptionsConfig;
  readonly run: (context: CommandContext) => Promise<void>;
}

/** The text of an option, or undefined. */
export function textOption(context: CommandContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** The texts of an option that may be given several times. */
export function textsOption(context: CommandContext, name: string): string[] | undefined {
  const value = context.options[name];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** What was typed wrong: answered with the command's usage and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The one word that a command needs. */
export function onlyPositional(context: CommandContext, what: string): string {
  if (context.word === undefined) throw new UsageError(`${what} is missing`);
  return context.word;
}

/** Writes an answer: as it is with `--json`, else as people read it. */
export function show(context: CommandContext, answer: unknown, human: () => string): void {
  context.write(context.json ? `${JSON.stringify(answer, null, 2)}\n` : human());
}
