import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { SignalboxError } from '../errors/index.ts';

/**
 * Trusts the authorities of a PEM file beside those that this process trusts already, for every TLS connection that it
 * makes from now on. Throws `config_invalid` where the file cannot be read or holds no certificate.
 */
export function trustCaFile(path: string): void {
  try {
    const found = readFileSync(path, 'utf8').match(
      /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g,
    );
    if (found === null) throw new Error('it holds no certificate');
    setDefaultCACertificates([...getCACertificates('default'), ...found]);
  } catch (error) {
    throw new SignalboxError(
      'config_invalid',
      `the file of certificate authorities ${path} cannot be used: ${(error as Error).message}`,
      'Give a PEM file that can be read, with one or more BEGIN CERTIFICATE blocks.',
      { cause: error },
    );
  }
}
