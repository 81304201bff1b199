import { Code } from './code.tsx';

/** JSON with its structure, or the text as it is where it is no JSON (cut bodies, streams). */
export function JsonView({
  value,
  label,
  fold,
}: {
  /** Text of JSON, or what it parsed to. */
  readonly value: unknown;
  readonly label: string;
  readonly fold?: number;
}) {
  return <Code text={indent(value)} label={label} {...(fold === undefined ? {} : { fold })} />;
}

function indent(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2) ?? String(value);
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
