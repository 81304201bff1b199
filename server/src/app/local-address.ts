/** The address of a listening port as a client on this machine writes it. */
export function localAddress(host: string, port: number): string {
  const here = host === '0.0.0.0' || host === '' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  return `http://${here.includes(':') && !here.startsWith('[') ? `[${here}]` : here}:${port}`;
}
