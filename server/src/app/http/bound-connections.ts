import type { Server } from 'node:http';
import { BlockList, isIP, type Socket } from 'node:net';

/** Far more than browsers and scripts of one person open. */
const MOST_OF_A_PEER = 512;

/**
 * Bounds how many connections one address may hold open, so that none can take all that the process has. A trusted proxy speaks
 * for many and is not bound.
 */
export function boundConnections(
  server: Server,
  trustedProxies: string | null,
  most = MOST_OF_A_PEER,
): void {
  const trusted = blockListOf(trustedProxies);
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const peer = socket.remoteAddress;
    if (peer === undefined || isListed(trusted, peer)) return;
    const count = (open.get(peer) ?? 0) + 1;
    if (count > most) {
      socket.destroy();
      return;
    }
    open.set(peer, count);
    socket.once('close', () => {
      const left = (open.get(peer) ?? 1) - 1;
      if (left === 0) open.delete(peer);
      else open.set(peer, left);
    });
  });
}

/** The networks of `--trusted-proxies`, which were checked at the start. */
function blockListOf(networks: string | null): BlockList {
  const list = new BlockList();
  for (const network of (networks ?? '').split(',').map((text) => text.trim())) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address);
    if (family === 0) continue;
    const name = family === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, name);
    else list.addSubnet(address, Number(bits), name);
  }
  return list;
}

function isListed(list: BlockList, peer: string): boolean {
  const plain = peer.replace(/^::ffff:(?=\d+\.)/, '');
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}
