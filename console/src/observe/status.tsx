import {
  IconAlertTriangle,
  IconCheck,
  IconPlayerStop,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import styles from './status.module.css';
import type { TraceSummary } from './types.ts';

const LOOKS = {
  ok: { icon: IconCheck, look: 'calm', title: 'It was answered.' },
  error: { icon: IconAlertTriangle, look: 'harm', title: 'It failed.' },
  aborted: { icon: IconPlayerStop, look: 'attention', title: 'The client left before the end.' },
  interrupted: {
    icon: IconPlugConnectedX,
    look: 'attention',
    title: 'The gateway died in the middle of it.',
  },
} as const;

/** How a request ended, with its HTTP status where it failed. */
export function Status({
  row,
}: {
  readonly row: Pick<TraceSummary, 'status' | 'http_status' | 'error_code' | 'upstream_code'>;
}) {
  const { icon: Icon, look, title } = LOOKS[row.status as keyof typeof LOOKS] ?? LOOKS.error;
  const code = row.status === 'error' ? (row.http_status ?? '') : '';
  return (
    <span
      className={styles.status}
      data-look={look}
      title={[title, row.error_code, row.upstream_code].filter((part) => part !== null).join(' ')}
    >
      <Icon size={14} stroke={1.75} aria-hidden="true" />
      {row.status} {code}
    </span>
  );
}
