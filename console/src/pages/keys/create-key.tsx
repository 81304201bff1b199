import { Modal, MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { type FormEvent, useState } from 'react';
import { type Scope, useSession } from '../../data/session.ts';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { useGatewayUrl } from '../../data/use-gateway-url.ts';
import { useCallableModels } from '../../data/use-models.ts';
import { usePlace } from '../../data/use-place.ts';
import { useRouteNames } from '../../data/use-routes.ts';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import layout from '../../ui/layout.module.css';
import { CreatedKey } from './created-key.tsx';
import type { CreatedKey as Made } from './key.ts';
import styles from './keys.module.css';
import { type OwnerChoice, OwnerFields } from './owner-fields.tsx';

const EXPIRIES = [
  { value: '', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
];
const DAY_MS = 86_400_000;

interface Wanted {
  readonly name: string;
  readonly kind: 'gateway' | 'management';
  readonly environment: string;
  readonly scopes: Scope[];
  readonly allowed: string[];
  readonly days: string;
  readonly owner: OwnerChoice;
}

/** Makes a key, then shows it, this once. `all`: for anybody and of either kind; else a gateway key of one's own. */
export function CreateKey({
  all,
  onClose,
}: {
  readonly all: boolean;
  readonly onClose: () => void;
}) {
  const { project, environment } = usePlace();
  const { user } = useSession();
  const [wanted, setWanted] = useState<Wanted>({
    name: '',
    kind: 'gateway',
    environment: environment.name,
    scopes: ['traces:read', 'usage:read'],
    allowed: [],
    days: '',
    owner: { kind: 'service', id: '' },
  });
  // Shown as soon as it is made, whatever becomes of reading the lists again: there is no second time.
  const [made, setMade] = useState<Made>();
  const set = (patch: Partial<Wanted>) => setWanted({ ...wanted, ...patch });
  // Asked for now, so that it is there when the key is.
  useGatewayUrl();
  const models = useCallableModels();
  const routes = useRouteNames();
  const create = useApiMutation(
    (api, { name, kind, environment: of, scopes, allowed, days, owner }: Wanted) =>
      unwrap(
        api.POST('/api/v1/keys', {
          body: {
            name,
            kind,
            environment: of,
            ...(kind === 'management' ? { scopes } : {}),
            ...(kind === 'gateway' && allowed.length > 0 ? { allowed_models: allowed } : {}),
            ...(days === ''
              ? {}
              : { expires_at: new Date(Date.now() + Number(days) * DAY_MS).toISOString() }),
            ...ownerOf(all, owner, user?.id),
          },
        }),
      ),
    { changes: [['keys'], ['audit']], onSuccess: setMade },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(wanted);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={made === undefined ? 'Create a key' : `The key ${made.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      // A stray click must not take away what is shown once.
      closeOnClickOutside={made === undefined}
    >
      {made === undefined ? (
        <form className={layout.form} onSubmit={submit}>
          <TextInput
            label="Name"
            description="What it is for, such as support-prod: it names the key’s requests and costs."
            required
            withAsterisk={false}
            maxLength={100}
            ref={focusAtOnce}
            data-autofocus
            value={wanted.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <div className={styles.pair}>
            {all ? (
              <Select
                label="Opens"
                data={[
                  { value: 'gateway', label: 'the gateway: calls models' },
                  { value: 'management', label: 'the management API' },
                ]}
                allowDeselect={false}
                value={wanted.kind}
                onChange={(kind) => set({ kind: kind === 'management' ? kind : 'gateway' })}
              />
            ) : null}
            <Select
              label="Environment"
              data={project.environments.map(({ name }) => name)}
              allowDeselect={false}
              value={wanted.environment}
              onChange={(name) => set({ environment: name ?? wanted.environment })}
            />
            <Select
              label="Expires"
              data={EXPIRIES}
              allowDeselect={false}
              value={wanted.days}
              onChange={(days) => set({ days: days ?? '' })}
            />
          </div>
          {wanted.kind === 'management' ? (
            <MultiSelect
              label="Scopes"
              description="What it may do: no more than you may yourself."
              data={[...project.scopes].filter((scope) => scope !== 'keys:own').sort()}
              searchable
              value={wanted.scopes}
              onChange={(scopes) => set({ scopes: scopes as Scope[] })}
            />
          ) : (
            <TagsInput
              label="Models"
              description="Those it may call: provider/model, provider/*, or route:name for all that a route leads to. Empty: all."
              placeholder={wanted.allowed.length === 0 ? 'All models' : ''}
              data={suggestions(models.data?.data ?? [], routes)}
              value={wanted.allowed}
              onChange={(allowed) => set({ allowed })}
            />
          )}
          {all ? <OwnerFields value={wanted.owner} onChange={(owner) => set({ owner })} /> : null}
          <FormActions
            error={create.error}
            pending={create.isPending}
            disabled={wanted.kind === 'management' && wanted.scopes.length === 0}
            onCancel={onClose}
          >
            Create the key
          </FormActions>
        </form>
      ) : (
        <CreatedKey made={made} models={models.data?.data ?? []} onClose={onClose} />
      )}
    </Modal>
  );
}

function ownerOf(all: boolean, { kind, id }: OwnerChoice, own: string | undefined) {
  if (!all || id === '') return {};
  return { owner: { kind, id: kind === 'user' && id === 'me' ? (own ?? id) : id } };
}

function suggestions(
  models: readonly { readonly id: string; readonly provider: string }[],
  routes: readonly string[],
) {
  const providers = [...new Set(models.map(({ provider }) => `${provider}/*`))];
  return [
    ...new Set([
      ...routes.map((name) => `route:${name}`),
      ...providers,
      ...models.map(({ id }) => id),
    ]),
  ];
}
