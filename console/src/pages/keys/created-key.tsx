import { Button, Group, Tabs } from '@mantine/core';
import { useGatewayUrl } from '../../data/use-gateway-url.ts';
import { Acknowledged } from '../../ui/acknowledged.tsx';
import { Code } from '../../ui/code.tsx';
import layout from '../../ui/layout.module.css';
import type { CreatedKey as Made } from './key.ts';
import styles from './keys.module.css';
import { gatewaySnippets, managementSnippets } from './snippets.ts';

/** The whole key, this once, and how it is used. */
export function CreatedKey({
  made,
  models,
  onClose,
}: {
  readonly made: Made;
  readonly models: readonly { readonly id: string; readonly task: string | null }[];
  readonly onClose: () => void;
}) {
  const gateway = useGatewayUrl();
  const model = modelFor(made, models);
  const snippets =
    made.kind === 'management'
      ? managementSnippets(location.origin, made.key)
      : gateway === undefined
        ? []
        : gatewaySnippets(gateway, made.key, model);
  return (
    <div className={layout.form}>
      <div className={styles.shown}>
        <p>
          Copy it now: this is the only time it is shown. Signalbox keeps a hash of it, no more.
        </p>
        <Code text={made.key} label="the key" />
      </div>
      {/* Anew when the address is known: a wrong one would be worse than none. */}
      <Tabs key={gateway ?? ''} defaultValue="curl">
        <Tabs.List aria-label="How to use it">
          {snippets.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {snippets.map(({ name, text }) => (
          <Tabs.Panel key={name} value={name} pt="xs">
            <Code text={text} label={`the ${name} example`} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <Acknowledged told={made} />
      <Group justify="flex-end">
        <Button onClick={onClose}>I have kept the key</Button>
      </Group>
    </div>
  );
}

/** One that the key may call; better one that answers than one that only counts. */
function modelFor(
  { allowed_models: allowed }: Made,
  models: readonly { readonly id: string; readonly task: string | null }[],
): string {
  const callable = models.filter(
    ({ id, task }) =>
      task !== 'embeddings' &&
      (allowed === null ||
        allowed.includes(id) ||
        allowed.includes(`${id.slice(0, id.indexOf('/'))}/*`)),
  );
  const [first] = allowed ?? [];
  return callable[0]?.id ?? first?.replace(/^route:/, '') ?? 'openai/gpt-5-mini';
}
