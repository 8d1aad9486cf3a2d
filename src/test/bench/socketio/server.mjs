// A Socket.IO node: clients subscribe to channels (rooms) and publish to them, over all nodes by Redis.
// Arguments: its port, the port of Redis. It ends when its standard input does.
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';
import { Server } from 'socket.io';

const [port, redisPort] = process.argv.slice(2).map(Number);
const publisher = createClient({ url: `redis://127.0.0.1:${redisPort}` });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

const http = createServer((request, response) => {
  if (request.url === '/heap') {
    global.gc();
    const { heapUsed, external } = process.memoryUsage(); // what waits for a slow client is outside of the heap
    response.end(String(heapUsed + external));
  } else {
    response.writeHead(404).end();
  }
});
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, adapter: createAdapter(publisher, subscriber) });

io.on('connection', (socket) => {
  socket.on('sub', async (channel) => {
    await socket.join(channel);
    socket.emit('subok', channel);
  });
  socket.on('pub', (channel, data) => io.to(channel).emit('m', data));
});

http.listen(port, '127.0.0.1', 1024);
process.stdin.resume().on('end', () => process.exit(0));
