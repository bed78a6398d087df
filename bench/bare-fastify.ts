import fastify from 'fastify';

/** The least that answers a page with Fastify: one route and one text of that many letters. Started in a process of its own. */
async function main(length: number): Promise<void> {
  const app = fastify();
  const page = '<!doctype html>'.padEnd(length, '.');
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  process.stdout.write(`${JSON.stringify({ url })}\n`);
}

void main(Number(process.argv[2]));
