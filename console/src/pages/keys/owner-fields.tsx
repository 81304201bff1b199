import { Select, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useSession } from '../../data/session.ts';
import { useApiQuery } from '../../data/use-api-query.ts';
import { useCan } from '../../data/use-place.ts';
import styles from './keys.module.css';

export interface OwnerChoice {
  readonly kind: 'service' | 'user';
  /** Of a service its name; empty: the key's own. */
  readonly id: string;
}

/** Whose key it is: a service by its name, oneself, or, where an owner makes it, any person. */
export function OwnerFields({
  value,
  onChange,
}: {
  readonly value: OwnerChoice;
  readonly onChange: (value: OwnerChoice) => void;
}) {
  const { role, user } = useSession();
  const owner = role === 'owner' || user === null;
  const seesPeople = useCan('people:read') && owner;
  const people = useApiQuery(
    ['users', 'choice'],
    (api, signal) =>
      unwrap(api.GET('/api/v1/users', { params: { query: { limit: 1000 } }, signal })),
    { enabled: seesPeople && value.kind === 'user' },
  );
  return (
    <div className={styles.pair}>
      <Select
        label="Belongs to"
        data={[
          { value: 'service', label: 'a service' },
          ...(seesPeople
            ? [{ value: 'user', label: 'a person' }]
            : user === null
              ? []
              : [{ value: 'user', label: 'me' }]),
        ]}
        allowDeselect={false}
        value={value.kind}
        onChange={(kind) =>
          onChange(
            kind === 'user'
              ? { kind: 'user', id: seesPeople ? '' : 'me' }
              : { kind: 'service', id: '' },
          )
        }
      />
      {value.kind === 'user' && !seesPeople ? null : value.kind === 'user' ? (
        <Select
          label="Person"
          searchable
          required
          withAsterisk={false}
          data={(people.data?.data ?? []).map(({ id, name, email }) => ({
            value: id,
            label: `${name} (${email})`,
          }))}
          value={value.id === '' ? null : value.id}
          onChange={(id) => onChange({ kind: 'user', id: id ?? '' })}
        />
      ) : (
        <TextInput
          label="Service"
          placeholder="as the key is called"
          maxLength={200}
          value={value.id}
          onChange={(event) => onChange({ kind: 'service', id: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
