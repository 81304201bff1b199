import { Code } from '../../ui/code.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import styles from './conversation.module.css';
import type { Message, Part, ToolCall } from './conversation.ts';
import { Fold } from './fold.tsx';
import { ImagePart } from './image-part.tsx';
import { LongText } from './long-text.tsx';

export function MessageView({ message }: { readonly message: Message }) {
  const text = message.parts
    .flatMap((part) => (part.kind === 'text' ? [part.text] : []))
    .join('\n');
  const empty = message.parts.length === 0 && message.toolCalls.length === 0;
  return (
    <article className={styles.message} data-role={message.role} aria-label={message.role}>
      <header className={styles.head}>
        <span className={styles.role}>{message.role}</span>
        {message.finishReason === null || message.finishReason === 'stop' ? null : (
          <span className={styles.finish}>ended by {message.finishReason}</span>
        )}
        {text === '' ? null : (
          <CopyButton text={text} what={`the ${message.role}'s text`} size={20} />
        )}
      </header>
      {message.reasoning === null ? null : (
        <Fold title="Reasoning">
          <LongText text={message.reasoning} />
        </Fold>
      )}
      <Parts parts={message.parts} plain={message.role === 'tool'} />
      {message.toolCalls.map((call) => (
        <ToolCallView key={call.id ?? `${call.name} ${call.arguments}`} call={call} />
      ))}
      {empty ? <span className={styles.dimmed}>Empty.</span> : null}
    </article>
  );
}

function Parts({ parts, plain }: { readonly parts: readonly Part[]; readonly plain: boolean }) {
  return parts.map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a stored message never move.
    if (part.kind === 'text') return <LongText key={index} text={part.text} plain={plain} />;
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    if (part.kind === 'image') return <ImagePart key={index} url={part.url} />;
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    return <JsonView key={index} value={part.value} label="this part" />;
  });
}

function ToolCallView({ call }: { readonly call: ToolCall }) {
  return (
    <Fold
      title={
        <>
          Tool <strong>{call.name}</strong>
          <span className={styles.dimmed}>
            {' '}
            {call.result === null ? 'called' : 'called and answered'}
          </span>
        </>
      }
    >
      <JsonView value={call.arguments} label="the arguments" />
      {call.result === null ? null : (
        <>
          <span className={styles.dimmed}>It answered</span>
          {call.result.map((part, index) =>
            part.kind === 'text' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a stored message never move.
              <Code key={index} text={indented(part.text)} label="the result" />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above.
              <JsonView key={index} value={part} label="the result" />
            ),
          )}
        </>
      )}
    </Fold>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
