import { Button } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery, useSession } from '../../../data/session.ts';
import { useApiMutation } from '../../../data/use-api-mutation.ts';
import { useCan } from '../../../data/use-place.ts';
import { ConfirmDanger } from '../../../ui/confirm-danger.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Fact, Facts } from '../../../ui/facts.tsx';
import layout from '../../../ui/layout.module.css';
import { PageLink } from '../../../ui/page-link.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { SidePanel } from '../../../ui/side-panel.tsx';
import { changesBetween, type GivenPatch } from './given.ts';
import { GivenFields } from './given-fields.tsx';
import styles from './members.module.css';
import { givenOf, type Person } from './person.ts';
import { PersonKeys } from './person-keys.tsx';
import { useAuthority } from './use-authority.ts';

/** One person: what they are given, to be changed, and whether they may come in. */
export function PersonPanel({
  person,
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}) {
  const [given, setGiven] = useState(() => givenOf(person));
  const [disabling, setDisabling] = useState(false);
  const { user } = useSession();
  const { organisation } = useAuthority();
  const mayWrite = useCan('people:write');
  const seesKeys = useCan('keys:read');
  const client = useQueryClient();
  const change = useApiMutation(
    (api, body: GivenPatch & { disabled?: boolean }) =>
      unwrap(
        api.PATCH('/api/v1/users/{id}', {
          params: { path: { id: person.id }, header: { 'if-match': `"${person.version}"` } },
          body,
        }),
      ),
    {
      changes: [['users'], ['keys'], ['audit']],
      onSuccess: () => {
        // What the reader may do has changed with their own roles.
        if (person.id === user?.id)
          void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      },
    },
  );
  const patch = changesBetween(givenOf(person), given);
  const off = person.disabled_at !== null;
  return (
    <SidePanel title={person.name} label="Person" onClose={onClose}>
      <div className={layout.panel}>
        <Facts>
          <Fact name="E-mail">
            {person.email} <CopyButton text={person.email} what="the e-mail address" />
          </Fact>
          <Fact name="Here since">
            <RelativeTime iso={person.created_at} />
          </Fact>
          <Fact name="Last seen">
            <RelativeTime
              iso={person.last_seen_at}
              why="No sign-in of theirs in the last 30 days."
            />
          </Fact>
          <Fact name="State">
            {off ? (
              <>
                <span className={styles.off}>disabled</span>{' '}
                <RelativeTime iso={person.disabled_at} />
              </>
            ) : (
              'active'
            )}
          </Fact>
          <Fact name="Audit">
            <PageLink to="/settings" search={{ tab: 'audit', actor: person.id }}>
              What they did
            </PageLink>
            {', '}
            <PageLink to="/settings" search={{ tab: 'audit', target: person.id }}>
              what was done to them
            </PageLink>
          </Fact>
        </Facts>
        {mayWrite ? (
          <form
            className={layout.form}
            onSubmit={(event) => {
              event.preventDefault();
              if (patch !== null) change.mutate(patch);
            }}
          >
            <GivenFields value={given} onChange={setGiven} />
            {change.error === null ? null : <ErrorNotice error={change.error} />}
            <div className={layout.buttons}>
              <Button type="submit" disabled={patch === null} loading={change.isPending}>
                Save roles
              </Button>
              {organisation === null ? null : off ? (
                <Button variant="default" onClick={() => change.mutate({ disabled: false })}>
                  Let {person.name} in again
                </Button>
              ) : (
                <Button variant="default" onClick={() => setDisabling(true)}>
                  Disable {person.name}…
                </Button>
              )}
            </div>
          </form>
        ) : null}
        {seesKeys ? <PersonKeys personId={person.id} /> : null}
      </div>
      <ConfirmDanger
        opened={disabling}
        onClose={() => setDisabling(false)}
        title={`Disable ${person.name}`}
        name={person.email}
        action="Disable"
        onConfirm={() => change.mutateAsync({ disabled: true })}
      >
        <p>
          Every sign-in of {person.name} ends at once, keys of their own are revoked, and
          invitations that they wrote are taken back. Keys that they made for services work on; the
          panel lists them. What they did stays in the audit. They can be let in again; their keys
          stay revoked.
        </p>
      </ConfirmDanger>
    </SidePanel>
  );
}
