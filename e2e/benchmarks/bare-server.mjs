import { createServer } from 'node:http';

// The least that can be served: a page with one box that takes keys.
const page =
  '<!doctype html><meta charset="utf-8"><title>Bare</title><textarea autofocus></textarea>';
const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}/\n`);
});
