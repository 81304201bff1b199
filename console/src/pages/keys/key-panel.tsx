import { Button } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useState } from 'react';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { useCan } from '../../data/use-place.ts';
import { Acknowledged } from '../../ui/acknowledged.tsx';
import { ConfirmDanger } from '../../ui/confirm-danger.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import layout from '../../ui/layout.module.css';
import { PageLink } from '../../ui/page-link.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Status } from './columns.tsx';
import { type Key, statusOf } from './key.ts';
import { KeyCost, KeyRequests, requestsOf } from './key-cost.tsx';
import type { Spent } from './use-spent.ts';

/** One key: what it may do and did, and its end. */
export function KeyPanel({
  shown,
  spent,
  mayChange,
  onClose,
}: {
  readonly shown: Key;
  readonly spent: Spent;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}) {
  const [revoking, setRevoking] = useState(false);
  const audit = useCan('audit:read');
  const revoke = useApiMutation(
    (api) => unwrap(api.DELETE('/api/v1/keys/{id}', { params: { path: { id: shown.id } } })),
    { changes: [['keys'], ['audit']] },
  );
  const revokedAt = revoke.data?.revoked_at ?? shown.revoked_at;
  const status = statusOf({ ...shown, revoked_at: revokedAt }, Date.now());
  return (
    <SidePanel title={shown.name} label="Key" onClose={onClose}>
      <div className={layout.panel}>
        <Facts>
          <Fact name="Public part">
            <code>{shown.public_id}</code>{' '}
            <CopyButton text={shown.public_id} what="the public part of the key" />
          </Fact>
          <Fact name="State">
            <Status of={status} />
          </Fact>
          <Fact name="Opens">
            {shown.kind === 'gateway' ? 'the gateway: it calls models' : 'the management API'}
          </Fact>
          <Fact name="Environment">{shown.environment}</Fact>
          <Fact name="Scopes">{shown.scopes.join(', ')}</Fact>
          <Fact name="Owner">
            <OwnerName owner={shown.owner} />
          </Fact>
          {shown.kind === 'gateway' ? (
            <Fact name="Models">{shown.allowed_models?.join(', ') ?? 'all'}</Fact>
          ) : null}
          {spent === null || shown.kind === 'management' ? null : (
            <Fact name="In the time range">
              <KeyRequests of={shown} spent={spent} /> requests,{' '}
              <KeyCost of={shown} spent={spent} />
            </Fact>
          )}
          <Fact name="Last used">
            <RelativeTime iso={shown.last_used_at} why="It was never used." />
          </Fact>
          <Fact name="Made">
            <RelativeTime iso={shown.created_at} />
          </Fact>
          <Fact name="Expires">
            {shown.expires_at === null ? 'never' : <RelativeTime iso={shown.expires_at} />}
          </Fact>
          {revokedAt === null ? null : (
            <Fact name="Revoked">
              <RelativeTime iso={revokedAt} />
            </Fact>
          )}
          <Fact name="Links">
            <PageLink to="/requests" search={requestsOf(shown)}>
              Its requests
            </PageLink>
            {audit ? (
              <>
                {', '}
                <PageLink to="/settings" search={{ tab: 'audit', target: shown.id }}>
                  what was done to it
                </PageLink>
              </>
            ) : null}
          </Fact>
        </Facts>
        {revoke.data === undefined ? null : <Acknowledged told={revoke.data} />}
        {mayChange && status !== 'revoked' ? (
          <div>
            <Button variant="default" onClick={() => setRevoking(true)}>
              Revoke…
            </Button>
          </div>
        ) : null}
        <ConfirmDanger
          opened={revoking}
          onClose={() => setRevoking(false)}
          title={`Revoke ${shown.name}`}
          name={shown.name}
          action="Revoke key"
          onConfirm={() => revoke.mutateAsync(undefined)}
        >
          Every call with this key is refused from then on, in under a second on each connected
          gateway. It was last used <RelativeTime iso={shown.last_used_at} why="never" />. This
          cannot be undone: create another key, and change the application that uses this one first.
        </ConfirmDanger>
      </div>
    </SidePanel>
  );
}

function OwnerName({ owner }: { readonly owner: Key['owner'] }) {
  return owner.kind === 'service' ? (
    owner.id
  ) : (
    <>
      {owner.kind} <code>{owner.id}</code>
    </>
  );
}
