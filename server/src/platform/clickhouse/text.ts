import type { Parameters, ParameterValue } from './port.ts';

const SPECIAL = /[\\\t\n\r\b\f\0']/;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\0': '\\0',
  "'": "\\'",
};

/** Text with ClickHouse's backslash escapes, as it stands in a parameter and between the quotes of an array or map. */
export function escapedText(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r\b\f\0']/g, (c) => ESCAPES[c] ?? c) : text;
}

/** A parameter's value in the form that `{name:Type}` is read from (escaped text, as the HTTP interface has it). */
export function parameterText(value: ParameterValue): string {
  if (typeof value === 'string') return escapedText(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return `[${value.map((item) => (typeof item === 'number' ? item : `'${escapedText(item)}'`)).join(',')}]`;
}

/** A SQL string literal. */
export function sqlString(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}

const NAME = /^[a-z_][a-z0-9_]*$/;

/** One `SET` with the whole set of settings and the parameters. */
export function setStatement(
  settings: Readonly<Record<string, string | number>>,
  parameters: Parameters = {},
): string {
  const parts = Object.entries(settings).map(
    ([name, value]) => `${name}=${typeof value === 'number' ? value : sqlString(value)}`,
  );
  for (const [name, value] of Object.entries(parameters)) {
    if (!NAME.test(name)) throw new Error(`"${name}" is no parameter name`);
    parts.push(`param_${name}=${sqlString(parameterText(value))}`);
  }
  return `SET ${parts.join(', ')}`;
}
