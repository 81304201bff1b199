import { expect, it } from 'vitest';
import { timeZoneOf } from './time-zones.ts';

it.each([
  ['America/New_York', 'America/New_York'],
  ['america/new_york', 'America/New_York'],
  ['America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
  ['UTC', 'UTC'],
  ['Etc/GMT+12', 'Etc/GMT+12'],
  ['America/Coyhaique', 'America/Punta_Arenas'],
  ['Mars/Phobos', null],
  ['+05:30', null],
  ['', null],
  ["UTC'); --", null],
])('%j is the time zone %j', (name, zone) => {
  expect(timeZoneOf(name)).toBe(zone);
});
