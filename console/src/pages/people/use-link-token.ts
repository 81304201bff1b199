import { useEffect, useState } from 'react';

/**
 * The token of a one-time link, from behind the `#` of the address, which no server logs. It is taken out of the
 * address at once, so that neither history nor a screenshot keeps it. Null where the link has none.
 */
export function useLinkToken(): string | null {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token'));
  useEffect(() => {
    if (location.hash !== '')
      history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
  return token === '' ? null : token;
}
