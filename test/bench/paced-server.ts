import {createServer} from 'node:http';
import {WebSocketServer} from 'ws';
import {PACED_SYMBOLS, priceAt} from './paced-price.ts';

/**
 * A process that speaks just enough of the protocol to be watched, then sends so many trades a second in step with its
 * clock, each with the time at which it was sent. It tells its port, then on any message what it sent, and sends no more.
 */
const perSecond = Number(process.argv[2]);

/** About how many milliseconds of trades go into a frame, and the most trades that do. */
const PAUSE_MILLIS = 2;
const MOST_A_FRAME = 100;

const trade = (index: number, stamp: string, price: number): string =>
  `{"T":"t","i":${index},"S":"${PACED_SYMBOLS[index % PACED_SYMBOLS.length]}","x":"Q","p":${price},"s":100,"t":"${stamp}","c":["@"],"z":"C"}`;

let sent = 0;
let frames = 0;
let price = 0;
let timer: NodeJS.Timeout | undefined;

// Of what was before, there is nothing: the day's bars and prints, earlier sessions.
const server = createServer((_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end('{"bars":{},"trades":{},"next_page_token":null}');
});
const sockets = new WebSocketServer({server, perMessageDeflate: false});
sockets.on('connection', socket => {
  const begin = (): void => {
    const startedAt = Date.now();
    timer ??= setInterval(() => {
      const now = Date.now();
      const due = Math.floor(((now - startedAt) / 1_000) * perSecond);
      const stamp = new Date(now).toISOString();
      price = priceAt(now - startedAt);
      while (sent < due) {
        const size = Math.min(MOST_A_FRAME, due - sent);
        socket.send(`[${Array.from({length: size}, (_, offset) => trade(sent + offset, stamp, price)).join(',')}]`);
        sent += size;
        frames += 1;
      }
    }, PAUSE_MILLIS);
    process.send?.({startedAt});
  };
  socket.send('[{"T":"success","msg":"connected"}]');
  socket.on('message', data => {
    const {action, ...channels} = JSON.parse(String(data)) as {action: string; trades?: readonly string[]};
    if (action === 'auth') socket.send('[{"T":"success","msg":"authenticated"}]');
    if (action !== 'subscribe') return;
    const {trades} = channels;
    const automatic = trades === undefined ? {} : {corrections: trades, cancelErrors: trades};
    socket.send(JSON.stringify([{T: 'subscription', ...channels, ...automatic}]));
    if (trades !== undefined) begin();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('message', () => {
  clearInterval(timer);
  process.send?.({sent, frames, price});
});
process.on('disconnect', () => process.exit(0));
