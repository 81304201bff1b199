import { Button } from '@mantine/core';
import { SignalboxApiError } from '@signalbox/sdk';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { NoAnswerError } from '../data/limit.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './error-notice.module.css';

/** What happened, what to do about it, and the request id for whoever looks into it. */
export function ErrorNotice({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
}) {
  const description = describe(error);
  return (
    <div role="alert" className={styles.notice}>
      <IconAlertTriangle size={20} stroke={1.5} aria-hidden="true" className={styles.icon} />
      <div className={styles.text}>
        <strong>{description.happened}</strong>
        <span>{withCode(description.next)}</span>
        {description.requestId === null ? null : (
          <span className={styles.id}>
            Request <code>{description.requestId}</code>
            <CopyButton text={description.requestId} what="the request id" />
          </span>
        )}
      </div>
      {onRetry === undefined ? null : (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Commands and names stand between backticks in the API's texts. */
function withCode(text: string): ReactNode {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));
}

function describe(error: unknown): { happened: string; next: string; requestId: string | null } {
  if (error instanceof SignalboxApiError) {
    return { happened: sentence(error.message), next: error.next, requestId: error.requestId };
  }
  if (error instanceof NoAnswerError) {
    return {
      happened: sentence(error.message),
      next: error.change
        ? 'Nobody knows whether the change was made: look before you make it again.'
        : 'It is asked again by itself once what is away is back, and at once by you.',
      requestId: null,
    };
  }
  // What fetch throws where no answer came.
  if (error instanceof TypeError) {
    return {
      happened: 'The server did not answer.',
      next: 'Check that Signalbox runs and that this browser reaches it, then try again.',
      requestId: null,
    };
  }
  return {
    happened: error instanceof Error ? sentence(error.message) : 'Something failed.',
    next: 'Reload the page; if it stays, report it with what you did before.',
    requestId: null,
  };
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
