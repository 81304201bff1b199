import { describe, expect, it } from 'vitest';
import { SignalboxError } from '../errors/index.ts';
import { describeOptions, loadConfig, toArguments } from './load.ts';

describe('loadConfig', () => {
  it('takes flags over variables over defaults', () => {
    const config = loadConfig(['--port', '5000', '--no-local-model'], {
      SIGNALBOX_PORT: '6000',
      SIGNALBOX_CONSOLE_PORT: '6001',
    });
    expect(config).toMatchObject({ port: 5000, consolePort: 6001, localModel: false, gateways: 1 });
  });

  it('survives the way to a child process', () => {
    const config = loadConfig(['--port=5000', '--data', '/srv/box', '--durability', 'fsync'], {});
    expect(loadConfig(toArguments(config), {})).toEqual(config);
  });

  it.each([
    [['--port', '70000'], 'whole number from 1 to 65535'],
    [['--port'], 'needs a value'],
    [['--data='], 'needs a value'],
    [['--data', ''], 'needs a value'],
    [['--data', '--port', '5000'], '--data needs a value'],
    [['--prot', '1'], 'is not an option'],
    [['--durability', 'maybe'], 'os, fsync'],
    [['serve'], 'is not an option'],
  ])('refuses %j and says what it takes', (args, says) => {
    const error = catchError(() => loadConfig(args, {}));
    expect(error).toBeInstanceOf(SignalboxError);
    expect((error as SignalboxError).toLine()).toContain(says);
  });

  it.each([
    ['SIGNALBOX_BOOTSTRAP_KEY', 'of-thirty-one-characters-in-all', '32 characters or more'],
    ['SIGNALBOX_SECRET_KEY', 'g'.repeat(64), '64 hex digits or base64'],
  ])('refuses a %s that cannot be one, and does not show it', (name, value, says) => {
    const line = (catchError(() => loadConfig([], { [name]: value })) as SignalboxError).toLine();
    expect(line).toContain(name);
    expect(line).toContain(says);
    expect(line).not.toContain(value);
  });

  it('takes proxies as others write them, lower case first', () => {
    const env = { HTTPS_PROXY: 'http://upper:1', https_proxy: 'u:p@lower:2', HTTP_PROXY: '' };
    const config = loadConfig([], env);
    expect(config.httpsProxy?.href).toBe('http://u:p@lower:2/');
    expect(config.httpProxy).toBeNull();
  });

  it('keeps the password of a proxy that cannot be one to itself', () => {
    const error = catchError(() => loadConfig([], { HTTPS_PROXY: 'socks5://u:hush@host' }));
    expect((error as SignalboxError).toLine()).toContain('HTTPS_PROXY is not an http or https URL');
    expect((error as SignalboxError).toLine()).not.toContain('hush');
  });

  it('shows no secret default in the help', () => {
    expect(describeOptions()).toContain('SIGNALBOX_SECRET_KEY');
    expect(describeOptions()).toContain('--console-port, SIGNALBOX_CONSOLE_PORT');
  });
});

function catchError(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
}
