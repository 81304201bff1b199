import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconExternalLink, IconLink, IconPlayerPlay, IconTerminal2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Search } from '../../data/search.ts';
import { useGatewayUrl } from '../../data/use-gateway-url.ts';
import { useCan } from '../../data/use-place.ts';
import { curlOf } from './curl.ts';
import { namedBy, useTrace } from './use-trace.ts';

/** What can be done with a request: share it, send it again, try it out, look at it alone. */
export function TraceActions({
  id,
  alone = false,
}: {
  readonly id: string;
  readonly alone?: boolean;
}) {
  const { data } = useTrace(id);
  const curl = useClipboard({ timeout: 1_500 });
  const link = useClipboard({ timeout: 1_500 });
  const tryOut = useCan('inference');
  const gateway = useGatewayUrl();
  // Not of the request before, which stands here until this one is read.
  const detail = namedBy(id, data);
  const command = detail === undefined || gateway === undefined ? null : curlOf(detail, gateway);
  const curlLabel = curl.copied
    ? 'Copied'
    : command === null
      ? 'As curl: needs the body, which was not kept or may not be seen'
      : 'Copy as curl';
  const linkLabel = link.copied ? 'Copied' : 'Copy a link to this request';
  return (
    <>
      <Tooltip label={linkLabel}>
        <ActionIcon
          aria-label={linkLabel}
          onClick={() => link.copy(`${location.origin}/requests/${id}${placeOf(location.search)}`)}
        >
          <IconLink size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={curlLabel}>
        <ActionIcon
          aria-label={curlLabel}
          disabled={command === null}
          onClick={() => curl.copy(command ?? '')}
        >
          <IconTerminal2 size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      {tryOut ? (
        <Tooltip label="Open in the playground">
          <ActionIcon
            component="a"
            href={`/playground?request=${id}${placeOf(location.search).replace('?', '&')}`}
            aria-label="Open in the playground"
          >
            <IconPlayerPlay size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      ) : null}
      {alone ? null : (
        <Tooltip label="Open as a page of its own">
          <ActionIcon
            aria-label="Open as a page of its own"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/requests/$id"
                params={{ id }}
                // Its filters come along: they say which request is the next.
                search={({ open: _, full: __, ...kept }: Search) => kept}
              />
            )}
          >
            <IconExternalLink size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}

/** Project and environment of an address, so that whoever opens the link looks at the same place. */
function placeOf(search: string): string {
  const params = new URLSearchParams(search);
  const kept = ['project', 'environment'].flatMap((name) => {
    const value = params.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
}
