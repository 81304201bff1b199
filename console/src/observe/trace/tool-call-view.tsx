import type { ReactNode } from 'react';
import { JsonView } from '../../ui/json-view.tsx';
import styles from './conversation.module.css';
import { Fold } from './fold.tsx';
import type { ToolCall } from './item.ts';

/** A call of one of the client's tools; below it, what it answered. */
export function ToolCallView({
  call,
  children,
}: {
  readonly call: ToolCall;
  readonly children: ReactNode;
}) {
  const { name, result, failed } = call;
  const how = result === null ? 'called' : failed ? 'called and failed' : 'called and answered';
  return (
    <Fold
      title={
        <>
          Tool <strong>{name}</strong>
          <span className={styles.dimmed}> {how}</span>
        </>
      }
    >
      <JsonView value={call.arguments} label="the arguments" />
      {result === null ? null : (
        <>
          <span className={styles.dimmed}>{failed ? 'It failed' : 'It answered'}</span>
          {children}
        </>
      )}
    </Fold>
  );
}
