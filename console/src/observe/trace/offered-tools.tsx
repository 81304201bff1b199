import { JsonView } from '../../ui/json-view.tsx';
import styles from './conversation.module.css';
import { Fold } from './fold.tsx';
import type { Tool } from './item.ts';

const KINDS: Readonly<Record<Tool['kind'], string>> = {
  function: '',
  custom: ', takes a text',
  hosted: ', run by the provider',
};

/** What the model might call, and the schema that its answer was to follow. */
export function OfferedTools({
  tools,
  outputSchema,
}: {
  readonly tools: readonly Tool[];
  readonly outputSchema: unknown;
}) {
  return (
    <>
      {tools.length === 0 ? null : (
        <Fold title={`${tools.length} ${tools.length === 1 ? 'tool' : 'tools'} offered`}>
          <ul className={styles.tools}>
            {tools.map(({ kind, name, description, parameters }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: stored tools never move, and two may share a name.
              <li key={index}>
                <strong>{name}</strong>
                <span className={styles.dimmed}>{KINDS[kind]}</span>
                {description === null ? null : <p className={styles.plain}>{description}</p>}
                {parameters === null ? null : (
                  <JsonView value={parameters} label={`what ${name} takes`} fold={5} />
                )}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {outputSchema === null ? null : (
        <Fold title="Schema of the answer">
          <JsonView value={outputSchema} label="the schema" />
        </Fold>
      )}
    </>
  );
}
