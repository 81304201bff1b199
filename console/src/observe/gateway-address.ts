/** Where the gateway answers unless it was set otherwise: the port before the console's, on the host of this page. */
export function gatewayAddress(): string {
  const port = Number(location.port);
  const host = location.port === '' ? location.host : `${location.hostname}:${port - 1}`;
  return `${location.protocol}//${host}/v1`;
}

/** A call that works without any provider account. */
export function curlSnippet(header = "-H 'x-signalbox-user: ann'"): string {
  const body = {
    model: 'sandbox/echo',
    messages: [{ role: 'user', content: 'Hello' }],
  };
  return `curl ${gatewayAddress()}/chat/completions \\
  -H "authorization: Bearer $SIGNALBOX_KEY" \\
  -H 'content-type: application/json' \\
  ${header} \\
  -d '${JSON.stringify(body)}'`;
}
