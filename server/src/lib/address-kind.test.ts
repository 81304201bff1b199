import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressKind, addressKind } from './address-kind.ts';

const OWN = ['203.0.113.9', '10.1.2.3', '2001:db8::9', 'fe80::9%eth0', 'fd12::9'];

const TABLE: readonly (readonly [AddressKind, string])[] = [
  ['public', '8.8.8.8'],
  ['public', '1.1.1.1'],
  ['public', '11.0.0.1'],
  ['public', '172.15.255.255'],
  ['public', '172.32.0.0'],
  ['public', '192.167.255.255'],
  ['public', '100.63.255.255'],
  ['public', '100.128.0.0'],
  ['public', '168.63.129.17'],
  ['public', '198.20.0.0'],
  ['public', '223.255.255.255'],
  ['public', '2606:4700::1111'],
  ['public', '2001:4860:4860::8888'],
  ['public', '2003::1'],
  ['public', '64:ff9b::808:808'],
  ['public', '::ffff:8.8.8.8'],
  ['private', '10.0.0.0'],
  ['private', '10.255.255.255'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.0.1'],
  ['private', '100.64.0.1'],
  ['private', '100.127.255.255'],
  ['private', '198.19.0.1'],
  ['private', 'fc00::1'],
  ['private', 'fd12:3456::1'],
  ['private', 'fec0::1'],
  ['private', '64:ff9b:1::a00:1'],
  ['private', '64:ff9b:1:ffff::1'],
  ['private', '64:ff9b::10.0.0.1'],
  ['private', '64:ff9b::a00:0'],
  ['private', '::ffff:192.168.1.1'],
  ['private', '::FFFF:C0A8:0101'],
  ['private', '0000:0000:0000:0000:0000:ffff:0a00:0001'],
  ['private', '::ffff:0:10.0.0.1'],
  ['private', '::10.0.0.1'],
  ['own', '203.0.113.9'],
  ['own', '10.1.2.3'],
  ['own', '::ffff:10.1.2.3'],
  ['own', '64:ff9b::203.0.113.9'],
  ['own', '2001:DB8:0:0:0:0:0:9'],
  ['own', 'fd12::9'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['loopback', '0.0.0.0'],
  ['loopback', '0.1.2.3'],
  ['loopback', '::'],
  ['loopback', '::1'],
  ['loopback', '0:0:0:0:0:0:0:1'],
  ['loopback', '::2'],
  ['loopback', '::7f00:1'],
  ['loopback', '::ffff:127.0.0.1'],
  ['loopback', '::ffff:7f00:1'],
  ['loopback', '64:ff9b::7f00:1'],
  ['loopback', '64:ff9b::5'],
  ['link_local', '169.254.0.1'],
  ['link_local', 'fe80::1'],
  ['link_local', 'fe80::1%eth0'],
  ['link_local', 'febf::1'],
  ['metadata', '169.254.169.254'],
  ['metadata', '::ffff:169.254.169.254'],
  ['metadata', '64:ff9b::a9fe:a9fe'],
  ['metadata', '168.63.129.16'],
  ['metadata', '::ffff:168.63.129.16'],
  ['metadata', '64:ff9b::168.63.129.16'],
  ['metadata', '100.100.100.200'],
  ['metadata', '192.0.0.192'],
  ['metadata', 'fd00:ec2::254'],
  ['metadata', 'fd00:ec2::23'],
  ['metadata', 'fd20:ce::254'],
  ['tunnel', '2002:7f00:1::1'],
  ['tunnel', '2002:a9fe:a9fe::'],
  ['tunnel', '2002:0a00:0001::1'],
  ['tunnel', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['reserved', '192.0.0.1'],
  ['reserved', '224.0.0.1'],
  ['reserved', '255.255.255.255'],
  ['reserved', 'ff02::1'],
  ['reserved', 'example.com'],
  ['reserved', ''],
];

describe('the kind of an address', () => {
  it.each(TABLE)('is %s for %s', (kind, address) => {
    expect(addressKind(address, OWN)).toBe(kind);
  });

  it('is that of the IPv4 address in it, whichever form carries that one', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
        const ipv4 = octets.join('.');
        // `::` and `::1` are addresses of IPv6 itself.
        const forms = ['::ffff:', '64:ff9b::', '::ffff:0:', '::'];
        const kinds = forms.map((form) => addressKind(form + ipv4, OWN));
        expect(kinds).toEqual(forms.map(() => addressKind(ipv4, OWN)));
      }),
    );
  });
});
