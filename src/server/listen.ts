import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {Fault} from '../core/fault.ts';

/** The port that the server listens at from now on; 0 takes any that is free. Fault `server/port` when it is not to be had. */
export const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is taken' : `cannot be opened (${cause.code ?? 'unknown reason'})`;
      reject(
        new Fault('server/port', `port ${port} on ${host} ${why}`, {
          remedy: 'choose another with --port, or --port 0 for any that is free',
          cause,
        }),
      );
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
