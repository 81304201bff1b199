import { formatCount, formatDuration } from '../../ui/formats.ts';
import type { Export } from './types.ts';

/** `, 12.4k a second, 2 min left`; nothing before there is anything to reckon from. */
export function timeLeft(
  { started_at, rows_done, rows_total }: Pick<Export, 'started_at' | 'rows_done' | 'rows_total'>,
  now: number,
): string {
  if (started_at === null || rows_total === null || rows_done === 0) return '';
  const passed = now - Date.parse(started_at);
  if (passed < 1_000) return '';
  const perMs = rows_done / passed;
  return `, ${formatCount(Math.round(perMs * 1000))} a second, ${formatDuration((rows_total - rows_done) / perMs)} left`;
}
