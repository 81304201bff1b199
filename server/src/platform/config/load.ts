import { SignalboxError } from '../errors/index.ts';
import type { Option } from './option.ts';
import { type Config, OPTIONS } from './options.ts';

/**
 * Parses flags and environment into the configuration; a flag wins over its variable.
 * Throws `config_invalid` naming the option, what it was given (never a secret's text) and what it accepts.
 */
export function loadConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Config {
  const flags = readFlags(args);
  const config: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(OPTIONS) as [string, Option][]) {
    const given = option.flag === null ? undefined : flags.get(option.flag);
    const variable = variablesOf(option).find((v) => (env[v] ?? '') !== '');
    if (given !== undefined) {
      config[name] = parse(option, given, `--${option.flag}`);
    } else if (variable !== undefined) {
      config[name] = parse(option, env[variable] ?? '', variable);
    } else {
      config[name] = option.default;
    }
  }
  return config as Config;
}

/** The data directory. Throws `config_invalid` where none is given and this user has no home to put it in. */
export function requireData({ data }: Pick<Config, 'data'>): string {
  if (data !== '') return data;
  throw invalid(
    'There is no place for the data: HOME is not set, and this user has no entry in /etc/passwd',
    'Give a directory with --data or SIGNALBOX_DATA.',
  );
}

/** The variables that an option is read from, the one that wins first. */
export function variablesOf(option: Option): readonly string[] {
  return [...(option.alsoVariables ?? []), ...(option.variable === null ? [] : [option.variable])];
}

/** The configuration as arguments for a child process; what has no flag travels in the environment. */
export function toArguments(config: Config): string[] {
  const args: string[] = [];
  for (const [name, option] of Object.entries(OPTIONS) as [keyof Config, Option][]) {
    const value = config[name];
    if (option.flag === null || value === null) continue;
    if (option.type === 'boolean')
      args.push(value === true ? `--${option.flag}` : `--no-${option.flag}`);
    else args.push(`--${option.flag}`, String(value));
  }
  return args;
}

/** The table as the help text of `signalbox serve`. */
export function describeOptions(): string {
  return (Object.values(OPTIONS) as Option[])
    .map((option) => {
      const names = [option.flag === null ? null : `--${option.flag}`, option.variable].filter(
        (n) => n !== null,
      );
      const secret = 'secret' in option && option.secret === true;
      const shown = secret || option.default === '' ? null : option.default;
      const choices = option.type === 'choice' ? ` (${option.choices.join(' | ')})` : '';
      return `  ${names.join(', ')}${choices}\n      ${option.help}${shown === null ? '' : ` Default: ${shown}.`}`;
    })
    .join('\n');
}

function readFlags(args: readonly string[]): Map<string, string> {
  const byFlag = new Map(
    (Object.values(OPTIONS) as Option[]).map((option) => [option.flag, option]),
  );
  const flags = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const match = /^--(no-)?([a-z][a-z-]*)(?:=(.*))?$/s.exec(arg);
    if (match === null)
      throw invalid(`"${arg}" is not an option`, 'Run `signalbox serve --help` for the list.');
    const [, negated, name = '', inline] = match;
    const option = byFlag.get(name);
    if (option === undefined || (negated !== undefined && option.type !== 'boolean')) {
      throw invalid(`"${arg}" is not an option`, 'Run `signalbox serve --help` for the list.');
    }
    if (option.type === 'boolean') {
      flags.set(name, negated === undefined ? (inline ?? 'true') : 'false');
      continue;
    }
    const value = inline ?? args[++i];
    // An empty one is a variable of a shell script that was not set: `--data=$DATA` must not mean "here", and
    // `--data $DATA --port 1` not a folder of the name "--port".
    const missing =
      value === undefined || value === '' || (inline === undefined && value.startsWith('--'));
    if (missing) throw invalid(`--${name} needs a value`, `Give one: --${name} <${option.type}>.`);
    flags.set(name, value);
  }
  return flags;
}

function parse(option: Option, text: string, source: string): unknown {
  switch (option.type) {
    case 'text':
      if (option.form?.pattern.test(text) ?? true) return text;
      throw invalid(`${source} has not the form that it must have`, option.form?.takes ?? '');
    case 'url': {
      const url = URL.parse(text.includes('://') ? text : `http://${text}`);
      if (url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '') return url;
      throw invalid(
        `${source} is not an http or https URL`,
        'It takes one like http://proxy.example:3128 or http://user:password@proxy.example:3128.',
      );
    }
    case 'choice':
      if (option.choices.includes(text)) return text;
      throw invalid(`${source} is "${text}"`, `It takes one of: ${option.choices.join(', ')}.`);
    case 'boolean':
      if (/^(true|1|yes|on)$/i.test(text)) return true;
      if (/^(false|0|no|off)$/i.test(text)) return false;
      throw invalid(`${source} is "${text}"`, 'It takes true or false.');
    case 'integer': {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (Number.isSafeInteger(value) && value >= option.min && value <= option.max) return value;
      throw invalid(
        `${source} is "${text}"`,
        `It takes a whole number from ${option.min} to ${option.max}.`,
      );
    }
  }
}

function invalid(what: string, next: string): SignalboxError {
  return new SignalboxError('config_invalid', what, next);
}
