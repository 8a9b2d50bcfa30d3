import type {Duplex} from 'node:stream';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  421: 'Misdirected Request',
  503: 'Service Unavailable',
};

/** Answers an upgrade with HTTP's own no, and hangs up. */
export const refuseUpgrade = (socket: Duplex, status: number, answer: object): void => {
  const body = JSON.stringify(answer);
  socket.end(
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
};
