import {WebSocketServer} from 'ws';

/**
 * A process that speaks just enough of the protocol to be connected to, then sends trades as fast as the socket takes
 * them: a process of its own, so that only the reader's CPU is measured. Each burst is the same.
 */
const [count = 0, perFrame = 1] = process.argv.slice(2).map(Number);
const SYMBOLS = ['AMZN', 'MSFT', 'NVDA', 'GOOGL'] as const;
const OPEN = Date.parse('2026-01-30T14:30:00Z');
const SESSION_MILLIS = 6.5 * 3_600_000;

/** A walk of prices with odd lots between round ones, in the vendor's wire form. */
const trade = (index: number): string => {
  const symbol = SYMBOLS[index % SYMBOLS.length];
  const time = new Date(OPEN + Math.floor((index / count) * SESSION_MILLIS)).toISOString().replace('Z', '123456Z');
  const price = (240 + 5 * Math.sin(index / 9_000) + (index % 7) / 100).toFixed(2);
  const odd = index % 3 === 0;
  return `{"T":"t","i":${index},"S":"${symbol}","x":"Q","p":${price},"s":${odd ? 17 : 100},"t":"${time}","c":[${odd ? '"@","I"' : '"@"'}],"z":"C"}`;
};

const frames: string[] = [];
for (let index = 0; index < count; index += perFrame) {
  const size = Math.min(perFrame, count - index);
  frames.push(`[${Array.from({length: size}, (_, offset) => trade(index + offset)).join(',')}]`);
}

const server = new WebSocketServer({port: 0, host: '127.0.0.1', perMessageDeflate: false});
server.on('connection', (socket, request) => {
  const burst = (sent: number): void => {
    let next = sent;
    while (next < frames.length && socket.bufferedAmount < 4 << 20) socket.send(frames[next++] ?? '[]');
    if (next < frames.length) setImmediate(burst, next);
  };
  if (request.url === '/raw') {
    burst(0);
    return;
  }
  socket.send('[{"T":"success","msg":"connected"}]');
  socket.on('message', data => {
    const {action, ...channels} = JSON.parse(String(data)) as {action: string; trades?: readonly string[]};
    if (action === 'auth') socket.send('[{"T":"success","msg":"authenticated"}]');
    if (action !== 'subscribe') return;
    const {trades} = channels;
    const automatic = trades === undefined ? {} : {corrections: trades, cancelErrors: trades};
    socket.send(JSON.stringify([{T: 'subscription', ...channels, ...automatic}]));
    if (trades !== undefined) burst(0);
  });
});
server.on('listening', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit(0));
