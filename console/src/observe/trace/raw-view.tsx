import { formatBytes } from '../../ui/formats.ts';
import { JsonView } from '../../ui/json-view.tsx';
import type { TraceDetail } from '../types.ts';
import styles from './trace-view.module.css';

type Body = TraceDetail['request_body'];

/** Both bodies as they were on the wire. */
export function RawView({ detail }: { readonly detail: TraceDetail }) {
  return (
    <>
      <RawBody title="Request" body={detail.request_body} bytes={detail.request_bytes} />
      <RawBody title="Response" body={detail.response_body} bytes={detail.response_bytes} />
    </>
  );
}

function RawBody({
  title,
  body,
  bytes,
}: {
  readonly title: string;
  readonly body: Body;
  readonly bytes: number;
}) {
  const label = `the ${title.toLowerCase()}`;
  return (
    <section aria-label={title}>
      <h2 className={styles.heading}>
        {title} <span className={styles.dimmed}>{formatBytes(bytes)}</span>
      </h2>
      {body === null ? (
        <p className={styles.dimmed}>There is none.</p>
      ) : body.encoding === 'base64' ? (
        <>
          <p className={styles.dimmed}>It is no UTF-8 text; this is Base64 of it.</p>
          <JsonView value={body.content} label={label} />
        </>
      ) : (
        <JsonView value={body.content} label={label} />
      )}
    </section>
  );
}
