import type { TraceSummary } from '../../observe/types.ts';
import type { TraceColumn } from './columns.tsx';

/** RFC 4180 of what a list shows, with texts that a spreadsheet would run as a formula made text. */
export function tracesCsv(rows: readonly TraceSummary[], columns: readonly TraceColumn[]): string {
  const head = columns.map(({ id }) => id);
  const lines = rows.map((row) => columns.map((column) => field(column.csv(row))));
  return [head, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

function field(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[\s;,]*[=+\-@]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
