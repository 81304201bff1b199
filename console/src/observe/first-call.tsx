import { Button, Skeleton } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useApiMutation } from '../data/use-api-mutation.ts';
import { useGatewayUrl } from '../data/use-gateway-url.ts';
import { useCan, usePlace } from '../data/use-place.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { curlCall, KEY_VARIABLE } from './curl-call.ts';
import styles from './first-call.module.css';

const LINES_PX = 138;

/** The command that fills an empty page, with this gateway's address, and with a key where the reader wants one made. */
export function FirstCall({ header = 'x-signalbox-user: ann' }: { readonly header?: string }) {
  const gateway = useGatewayUrl();
  const { environment } = usePlace();
  const all = useCan('keys:write');
  const own = useCan('keys:own');
  const create = useApiMutation(
    (api) =>
      unwrap(
        api.POST('/api/v1/keys', {
          body: { name: 'first-call', kind: 'gateway', environment: environment.name },
        }),
      ),
    { changes: [['keys'], ['audit']] },
  );
  if (gateway === undefined) return <Skeleton height={LINES_PX} />;
  const key = create.data?.key;
  return (
    <div className={styles.call}>
      <Code label="the command" text={curlCall(gateway, key ?? KEY_VARIABLE, header)} />
      {create.error === null ? null : <ErrorNotice error={create.error} />}
      {key !== undefined ? (
        <span role="status">
          The key <code>first-call</code> of {environment.name} is in it, and shown this once. It
          stands under <PageLink to="/keys">Keys</PageLink>.
        </span>
      ) : all || own ? (
        <Button loading={create.isPending} onClick={() => create.mutate(undefined)}>
          Make a key for it
        </Button>
      ) : null}
    </div>
  );
}
