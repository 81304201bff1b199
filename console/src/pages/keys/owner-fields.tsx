import { Select, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from '../../data/use-api-query.ts';
import { useCan } from '../../data/use-place.ts';
import styles from './keys.module.css';

export interface OwnerChoice {
  readonly kind: 'service' | 'user';
  /** Of a service its name; empty: the key's own. */
  readonly id: string;
}

/** Whose key it is: a service by its name, or a person. */
export function OwnerFields({
  value,
  onChange,
}: {
  readonly value: OwnerChoice;
  readonly onChange: (value: OwnerChoice) => void;
}) {
  const seesPeople = useCan('people:read');
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
          ...(seesPeople ? [{ value: 'user', label: 'a person' }] : []),
        ]}
        allowDeselect={false}
        value={value.kind}
        onChange={(kind) => onChange({ kind: kind === 'user' ? 'user' : 'service', id: '' })}
      />
      {value.kind === 'user' ? (
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
