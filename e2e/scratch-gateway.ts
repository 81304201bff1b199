import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  anthropic,
  applyEdits,
  gemini,
  openaiChat, openaiResponses,
  type Protocol,
} from '../server/src/protocols/index.ts';
import type { ProviderColumn } from './matrix/providers.ts';

const byPath = (path: string): { p: Protocol; address: any } => {
  const g = /v1(?:beta)?\/(?:models\/)?(.+):(\w+)$/.exec(path.split('?')[0]!);
  if (g)
    return {
      p: gemini,
      address: {
        operation: 'chat',
        model: g[1],
        form:
          g[2] === 'generateContent' ? 'whole' : path.includes('alt=sse') ? 'events' : 'json_array',
      },
    };
  return {
    p: path.startsWith('/v1/messages') ? anthropic : path.startsWith('/v1/responses') ? openaiResponses : openaiChat,
    address: { operation: 'chat', model: null, form: null },
  };
};
export async function scratch(columns: readonly ProviderColumn[]) {
  const speaks: Record<string, Protocol> = { 'openai-chat': openaiChat, 'openai-responses': openaiResponses, anthropic, gemini };
  const creds: Record<string, any> = {};
  for (const c of columns) {
    const s = c.settings() as any;
    creds[c.name] = { base: s.base_url, key: s.credential };
  }
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const c of req) chunks.push(c as Buffer);
    const { p: from, address } = byPath(decodeURIComponent(req.url!));
    const fail = (status: number, message: string) => {
      const e = from.errorResponse({ code: 'x', status, toLine: () => message } as any, 'id');
      res.writeHead(e.status, { 'content-type': 'application/json' });
      res.end(e.body);
    };
    try {
      const parsed = from.parse(Buffer.concat(chunks), address);
      const [name, ...rest] = parsed.model.split('/');
      const model = rest.join('/');
      const to = speaks[name!]!;
      const cred = creds[name!];
      let body: Buffer;
      let missed: string[] = [];
      let hints: string[] = [];
      if (from === to)
        body = applyEdits(parsed.document.bytes, parsed.editsFor({ model, askForUsage: false }));
      else {
        const asked = from.codec.readRequest(parsed);
        const w = to.codec.writeRequest(asked, { model, stream: parsed.stream, askForUsage: true });
        body = w.body;
        missed = [
          ...new Set([
            ...asked.others,
            ...w.unsupported.filter((u: any) => !u.hint).map((u) => u.feature),
          ]),
        ];
        hints = w.unsupported.filter((u: any) => u.hint).map((u) => u.feature);
        if (
          missed.length &&
          req.headers['authorization'] !== 'Bearer drop' &&
          req.headers['x-api-key'] !== 'drop' &&
          req.headers['x-goog-api-key'] !== 'drop'
        )
          return fail(400, `cannot be told: ${missed.join(', ')}`);
      }
      const path = to.upstreamPath(
        parsed.stream && to === gemini
          ? ({ operation: 'chat', stream: true, form: 'events' } as any)
          : parsed,
        model,
      );
      const headers: any = {
        'content-type': 'application/json',
        'anthropic-version': '2023-06-01',
        'x-api-key': cred.key,
        'x-goog-api-key': cred.key,
        authorization: `Bearer ${cred.key}`,
      };
      const ac = new AbortController();
      res.on('close', () => ac.abort());
      const base = cred.base;
      if (to === anthropic) delete headers.authorization;
      const up = await fetch(base + path, { method: 'POST', headers, body, signal: ac.signal });
      const head = {
        id: crypto.randomUUID(),
        model,
        createdAt: Math.floor(Date.now() / 1000),
        request: parsed,
      };
      const out: any = {
        ...(missed.length + hints.length
          ? { 'x-signalbox-dropped': [...missed, ...hints].join(', ') }
          : {}),
        ...(up.headers.get('retry-after') ? { 'retry-after': up.headers.get('retry-after') } : {}),
      };
      if (from === to) {
        res.writeHead(up.status, { ...out, 'content-type': up.headers.get('content-type')! });
        for await (const c of up.body!) res.write(c);
        res.end();
        return;
      }
      if (!up.ok) {
        const raw = Buffer.from(await up.arrayBuffer());
        const facts = to.readReply(raw);
        const e = from.errorResponse(
          {
            code: 'upstream_error',
            status: up.status,
            toLine: () => facts.error ?? raw.toString(),
          } as any,
          head.id,
        );
        res.writeHead(e.status, { 'content-type': 'application/json', ...out });
        res.end(e.body);
        return;
      }
      if (!parsed.stream) {
        const raw = Buffer.from(await up.arrayBuffer());
        const reply = { ...to.readReply(raw), usage: to.readAnswer(raw).usage };
        res.writeHead(200, { 'content-type': 'application/json', ...out });
        res.end(from.codec.writeReply(reply as any, head));
        return;
      }
      const w = from.codec.streamWriter(head);
      const r = to.streamReader({ spliceUsageOut: false });
      res.writeHead(200, { 'content-type': (w as any).contentType ?? 'text/event-stream', ...out });
      let failed = false;
      const take = (events: readonly any[]) => {
        for (const e of events) {
          if (!e.said) continue;
          for (const s of e.said()) {
            if (s.type === 'usage' || failed) continue;
            if (s.type === 'error') failed = true;
            const b = w.write(s);
            if (b.length) res.write(b);
          }
        }
      };
      for await (const c of up.body!) take(r.pushEvents(Buffer.from(c)));
      const end = r.finish();
      take(end.tailEvents);
      if (!failed) {
        if (end.facts.usage) {
          const b = w.write({ type: 'usage', usage: end.facts.usage } as any);
          if (b.length) res.write(b);
        }
        res.write(w.end());
      }
      res.end();
    } catch (e) {
      if (!res.headersSent) fail(500, String((e as Error).stack));
      else res.destroy();
    }
  });
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
