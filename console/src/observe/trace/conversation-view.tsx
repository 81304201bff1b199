import styles from './conversation.module.css';
import type { Conversation } from './conversation.ts';
import { LongText } from './long-text.tsx';
import { MessageView } from './message-view.tsx';
import { OfferedTools } from './offered-tools.tsx';

/** A request read as a conversation; `skip` leaves out the first messages, which were read before. */
export function ConversationView({
  conversation,
  skip = 0,
}: {
  readonly conversation: Conversation;
  readonly skip?: number;
}) {
  const { messages, tools, outputSchema, answers, inputs, vectors, error } = conversation;
  return (
    <div className={styles.conversation}>
      {skip > 0 ? null : <OfferedTools tools={tools} outputSchema={outputSchema} />}
      {messages.slice(skip).map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stored messages never move.
        <MessageView key={index} message={message} />
      ))}
      {inputs?.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stored inputs never move.
        <article key={index} className={styles.message} data-role="user" aria-label="input">
          <header className={styles.head}>
            <span className={styles.role}>input {index + 1}</span>
          </header>
          <LongText text={text} plain />
        </article>
      ))}
      {vectors === null ? null : (
        <p className={styles.dimmed}>
          Answered with {vectors.count} {vectors.count === 1 ? 'vector' : 'vectors'}
          {vectors.dimensions === null ? '' : ` of ${vectors.dimensions} numbers`}. The numbers are
          in the raw response.
        </p>
      )}
      {answers.map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stored answers never move.
        <MessageView key={index} message={message} />
      ))}
      {error === null ? null : (
        <article className={styles.message} data-role="error" aria-label="error">
          <header className={styles.head}>
            <span className={styles.role}>error</span>
          </header>
          <LongText text={error} plain />
        </article>
      )}
    </div>
  );
}
