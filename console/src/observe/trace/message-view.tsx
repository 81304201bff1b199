import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './conversation.module.css';
import { type Message, textOfItems } from './conversation.ts';
import { ItemView } from './item-view.tsx';

export function MessageView({ message }: { readonly message: Message }) {
  const { role, name, items, finishReason, stopSequence } = message;
  const text = textOfItems(items);
  return (
    <article className={styles.message} data-role={role} aria-label={role}>
      <header className={styles.head}>
        <span className={styles.role}>{role}</span>
        {name === null ? null : <span className={styles.dimmed}>{name}</span>}
        {finishReason === null || finishReason === 'stop' ? null : (
          <span className={styles.finish}>ended by {finishReason}</span>
        )}
        {stopSequence === null ? null : (
          <span className={styles.finish}>
            stopped at <code>{JSON.stringify(stopSequence)}</code>
          </span>
        )}
        {text === '' ? null : <CopyButton text={text} what={`the ${role}'s text`} size={20} />}
      </header>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a stored message never move.
        <ItemView key={index} item={item} plain={role === 'tool'} />
      ))}
      {items.length === 0 ? <span className={styles.dimmed}>Empty.</span> : null}
    </article>
  );
}
