import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Client, ClientProtocol, Streamed, Target } from './client.ts';

const FOLDER = new URL('python/', import.meta.url).pathname;

interface Outcome {
  readonly result?: unknown;
  readonly error?: string;
  readonly status?: number | null;
}

/** A Python process that runs the clients of one module, one call after the other. */
class PythonModule implements Disposable {
  readonly #python: string;
  readonly #module: string;
  readonly #waiting: { resolve: (outcome: Outcome) => void; reject: (error: Error) => void }[] = [];
  #child: ChildProcess | null = null;
  #printed = '';

  constructor(python: string, module: string) {
    this.#python = python;
    this.#module = module;
  }

  call(request: object): Promise<Outcome> {
    const child = this.#child ?? this.#start();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      child.stdin?.write(`${JSON.stringify(request)}\n`);
    });
  }

  #start(): ChildProcess {
    const child = spawn(this.#python, ['serve.py', this.#module], {
      cwd: FOLDER,
      // No variable of the machine's own may give a client another key or address.
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONUTF8: '1',
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stderr.on('data', (bytes: Buffer) => {
      this.#printed = (this.#printed + bytes.toString()).slice(-4000);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.#waiting.shift()?.resolve(JSON.parse(line) as Outcome);
    });
    child.on('exit', (code) => {
      this.#child = null;
      for (const { reject } of this.#waiting.splice(0)) {
        reject(new Error(`${this.#module} ended with ${code}:\n${this.#printed}`));
      }
    });
    return child;
  }

  [Symbol.dispose](): void {
    this.#child?.kill();
  }
}

/** A client of a Python module as the tests see every client. */
function pythonClient(name: string, protocol: ClientProtocol, module: PythonModule): Client {
  const run = async <T>(scenario: string, target: Target, text: string): Promise<T> => {
    const { result, error } = await module.call({ client: name, scenario, target, text });
    if (error !== undefined) throw new Error(error);
    return result as T;
  };
  return {
    name: `Python ${name}`,
    protocol,
    chat: (target, text) => run<string>('chat', target, text),
    stream: (target, text) => run<Streamed>('stream', target, text),
    tools: (target, text) => run<string>('tools', target, text),
    structured: (target, text) => run<unknown>('structured', target, text),
    async failure(target, text) {
      const { error, status } = await module.call({ client: name, scenario: 'chat', target, text });
      if (error === undefined) throw new Error('the call was answered and should have failed');
      return status ?? undefined;
    },
  };
}

const MODULES: Readonly<Record<string, Readonly<Record<string, ClientProtocol>>>> = {
  with_openai: { 'openai, chat': 'openai-chat', 'openai, Responses': 'openai-responses' },
  with_anthropic: { anthropic: 'anthropic' },
  with_google_genai: { 'google-genai': 'gemini' },
  with_langchain: {
    'langchain-openai, chat': 'openai-chat',
    'langchain-openai, Responses': 'openai-responses',
    'langchain-anthropic': 'anthropic',
    'langchain-google-genai': 'gemini',
  },
  with_openai_agents: {
    'openai-agents, Responses': 'openai-responses',
    'openai-agents, chat': 'openai-chat',
  },
  with_pydantic_ai: {
    'pydantic-ai, OpenAI chat': 'openai-chat',
    'pydantic-ai, OpenAI Responses': 'openai-responses',
    'pydantic-ai, Anthropic': 'anthropic',
    'pydantic-ai, Google': 'gemini',
  },
  with_litellm: { 'litellm, openai': 'openai-chat', 'litellm, anthropic': 'anthropic' },
};

/** Every Python client, run by the interpreter `python`; its processes end with `dispose`. */
export function pythonClients(python: string): {
  readonly clients: readonly Client[];
  dispose(): void;
} {
  const modules = Object.entries(MODULES).map(([name, clients]) => ({
    module: new PythonModule(python, name),
    clients,
  }));
  return {
    clients: modules.flatMap(({ module, clients }) =>
      Object.entries(clients).map(([name, protocol]) => pythonClient(name, protocol, module)),
    ),
    dispose: () => {
      for (const { module } of modules) module[Symbol.dispose]();
    },
  };
}
