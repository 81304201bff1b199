import { Button, Checkbox, Fieldset, Group, PasswordInput, TextInput } from '@mantine/core';
import layout from '../../ui/layout.module.css';
import type { Provider } from './types.ts';

/** What is sent to a provider besides its credential, as it stands in the form. */
export interface HeaderDraft {
  readonly headers: readonly HeaderRow[];
  readonly organization: string;
  readonly project: string;
  readonly fromClient: boolean;
}

interface HeaderRow {
  readonly key: number;
  readonly name: string;
  /** Empty, where it is stored: it stays. */
  readonly value: string;
  readonly stored: boolean;
}

export function headerDraftOf(provider: Provider | null): HeaderDraft {
  return {
    headers: (provider?.header_names ?? []).map((name, key) => ({
      key,
      name,
      value: '',
      stored: true,
    })),
    organization: provider?.openai_organization ?? '',
    project: provider?.openai_project ?? '',
    fromClient: provider?.account_from_client ?? false,
  };
}

/** What the form states of headers: those with a value. Changed ones only, with null for those that were taken away. */
export function statedHeaders(draft: HeaderDraft, provider: Provider | null) {
  const given = draft.headers.filter(({ name, value }) => name.trim() !== '' && value !== '');
  const headers = Object.fromEntries(given.map(({ name, value }) => [name.trim(), value]));
  const gone = (provider?.header_names ?? []).filter(
    (name) => !draft.headers.some((row) => row.name.trim().toLowerCase() === name),
  );
  return {
    set: headers,
    changes: { ...headers, ...Object.fromEntries(gone.map((name) => [name, null])) },
  };
}

/** The account as the API takes it. */
export function statedAccount({ organization, project, fromClient }: HeaderDraft) {
  return {
    openai_organization: organization.trim() === '' ? null : organization.trim(),
    openai_project: project.trim() === '' ? null : project.trim(),
    account_from_client: fromClient,
  };
}

/** Who is billed at a provider, and the further headers that it wants. */
export function ProviderHeaders({
  draft,
  account,
  moved,
  onChange,
}: {
  readonly draft: HeaderDraft;
  /** The host takes OpenAI's headers that say who is billed. */
  readonly account: boolean;
  /** Another URL drops the headers that are set. */
  readonly moved: boolean;
  readonly onChange: (draft: HeaderDraft) => void;
}) {
  const { headers, organization, project, fromClient } = draft;
  const change = (key: number, changed: Partial<HeaderRow>) =>
    onChange({
      ...draft,
      headers: headers.map((row) => (row.key === key ? { ...row, ...changed } : row)),
    });
  const add = () => {
    const key = 1 + Math.max(-1, ...headers.map((row) => row.key));
    onChange({ ...draft, headers: [...headers, { key, name: '', value: '', stored: false }] });
  };
  return (
    <Fieldset legend={account ? 'Account and headers' : 'Headers'} className={layout.form ?? ''}>
      {account ? (
        <>
          <Group grow align="end" gap="sm">
            <TextInput
              label="Organization"
              description="Sent as OpenAI-Organization."
              placeholder="org-…"
              value={organization}
              onChange={(event) => onChange({ ...draft, organization: event.currentTarget.value })}
            />
            <TextInput
              label="Project"
              description="Sent as OpenAI-Project."
              placeholder="proj_…"
              value={project}
              onChange={(event) => onChange({ ...draft, project: event.currentTarget.value })}
            />
          </Group>
          <Checkbox
            label="Applications may name another organization and project, and so who is billed"
            checked={fromClient}
            onChange={(event) => onChange({ ...draft, fromClient: event.currentTarget.checked })}
          />
        </>
      ) : null}
      {headers.map(({ key, name, value, stored }) => (
        <Group key={key} align="end" gap="sm" wrap="nowrap">
          <TextInput
            label="Header"
            placeholder="x-api-key"
            required
            withAsterisk={false}
            readOnly={stored}
            value={name}
            onChange={(event) => change(key, { name: event.currentTarget.value })}
          />
          <PasswordInput
            label="Value"
            aria-label={`Value of ${name === '' ? 'the header' : name}`}
            placeholder={stored && !moved ? 'One is set. Empty: it stays.' : ''}
            required={!stored}
            withAsterisk={false}
            autoComplete="off"
            flex={1}
            value={value}
            onChange={(event) => change(key, { value: event.currentTarget.value })}
          />
          <Button
            variant="default"
            aria-label={`Remove ${name === '' ? 'the header' : name}`}
            onClick={() =>
              onChange({ ...draft, headers: headers.filter((row) => row.key !== key) })
            }
          >
            Remove
          </Button>
        </Group>
      ))}
      {moved && headers.some(({ stored }) => stored) ? (
        <p>Another URL drops the headers that are set: give their values anew.</p>
      ) : null}
      <Group>
        <Button variant="default" onClick={add}>
          Add a header
        </Button>
      </Group>
    </Fieldset>
  );
}
