import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorNotice } from '../ui/error-notice.tsx';
import styles from './crashed.module.css';

/** Where a page failed to load or to draw: the frame stays, and the page can be tried again. */
export function Crashed({ error, reset }: ErrorComponentProps) {
  return (
    <div className={styles.crashed}>
      <ErrorNotice error={error} onRetry={reset} />
    </div>
  );
}
