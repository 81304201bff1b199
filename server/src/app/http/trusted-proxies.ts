import { isIP, isIPv6 } from 'node:net';
import { SignalboxError } from '../../platform/errors/index.ts';

/**
 * The proxies of `--trusted-proxies` as the framework takes them; false: none. Throws `config_invalid` for what is
 * neither an address nor a network.
 */
export function trustedProxiesOf(option: string | null): string[] | false {
  const list = (option ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const wrong = list.find((text) => !isNetwork(text));
  if (wrong !== undefined) {
    throw new SignalboxError(
      'config_invalid',
      `--trusted-proxies names "${wrong}", which is neither an address nor a network`,
      'Give addresses or networks with commas between: 10.0.0.0/8,::1.',
    );
  }
  return list.length === 0 ? false : list;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  if (isIP(address) === 0 || more !== undefined) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv6(address) ? 128 : 32))
  );
}
