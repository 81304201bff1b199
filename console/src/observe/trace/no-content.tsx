import type { TraceDetail } from '../types.ts';
import styles from './trace-view.module.css';

/** Why there is no text to read. */
export function NoContent({
  detail,
  allowed,
}: {
  readonly detail: TraceDetail;
  readonly allowed: boolean;
}) {
  return <p className={styles.why}>{reason(detail, allowed)}</p>;
}

function reason(detail: TraceDetail, allowed: boolean): string {
  if (!allowed) {
    return 'You see metadata only: prompts and answers need the content right in this project, which an owner or admin can give you.';
  }
  if (detail.capture !== 'full') {
    return `Prompts and answers were not kept: this request was captured as "${detail.capture}". The project's settings say what is kept of the next ones.`;
  }
  if (detail.payload_dropped) {
    return 'The bodies were not kept: the gateway had no room for them.';
  }
  return detail.request_body === null
    ? 'No body was kept of this request.'
    : 'The request body is not in a form that can be shown as a conversation; the raw bodies are beside.';
}
