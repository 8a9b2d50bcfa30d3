import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer as createPlain} from 'node:http';
import {createServer} from 'node:https';
import {type AddressInfo, connect, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {WebSocketServer} from 'ws';

/** A certificate and its key, as files. */
export type Certificate = {readonly cert: string; readonly key: string};

const openssl = (...args: readonly string[]): void => {
  execFileSync('openssl', [...args], {stdio: 'pipe'});
};

/** A folder with certificates made for a test: an authority of its own and what it signed. */
export const createAuthority = () => {
  const folder = mkdtempSync(join(tmpdir(), 'tapewire-tls-'));
  const file = (name: string): string => join(folder, name);
  const key = (name: string): readonly string[] => [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-keyout',
    file(`${name}.key`),
  ];
  const self = (name: string, host: string): Certificate => {
    const more = ['-days', '2', '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
    openssl('req', '-x509', ...key(name), '-out', file(`${name}.crt`), ...more);
    return {cert: file(`${name}.crt`), key: file(`${name}.key`)};
  };
  openssl('req', '-x509', ...key('ca'), '-out', file('ca.crt'), '-days', '2', '-subj', '/CN=Test authority');
  /** Valid between two days, each as OpenSSL writes them: `20200101000000Z`. */
  const signed = (name: string, host: string, dates?: readonly [string, string]): Certificate => {
    openssl('req', '-new', ...key(name), '-out', file(`${name}.csr`), '-subj', `/CN=${host}`);
    writeFileSync(file(`${name}.ext`), `subjectAltName=DNS:${host}\n`);
    writeFileSync(file(`${name}.index`), '');
    writeFileSync(
      file(`${name}.cnf`),
      `[ca]\ndefault_ca=it\n[it]\ndatabase=${file(`${name}.index`)}\nnew_certs_dir=${folder}\nrand_serial=yes\npolicy=any\ndefault_md=sha256\nunique_subject=no\n[any]\ncommonName=supplied\n`,
    );
    const between = dates === undefined ? ['-days', '2'] : ['-startdate', dates[0], '-enddate', dates[1]];
    openssl(
      'ca',
      '-batch',
      '-notext',
      '-config',
      file(`${name}.cnf`),
      '-cert',
      file('ca.crt'),
      '-keyfile',
      file('ca.key'),
      '-in',
      file(`${name}.csr`),
      '-out',
      file(`${name}.crt`),
      '-extfile',
      file(`${name}.ext`),
      ...between,
    );
    return {cert: file(`${name}.crt`), key: file(`${name}.key`)};
  };
  return {authority: file('ca.crt'), self, signed};
};

export type LocalServer = {readonly port: number; readonly close: () => Promise<void>};

/** A WebSocket and HTTPS server that answers anything; its body comes packed where that is asked for. */
export const startTlsServer = async ({cert, key}: Certificate, host = '127.0.0.1'): Promise<LocalServer> => {
  const http = createServer({cert: readFileSync(cert), key: readFileSync(key)}, (request, response) => {
    const packed = String(request.headers['accept-encoding']).includes('gzip');
    if (packed) response.setHeader('Content-Encoding', 'gzip');
    response.end(packed ? gzipSync('packed') : 'plain');
  });
  const sockets = new WebSocketServer({server: http});
  sockets.on('connection', socket => socket.on('error', () => {}));
  http.listen(0, host);
  await once(http, 'listening');
  return {
    port: (http.address() as AddressInfo).port,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
};

/** A proxy that tunnels every CONNECT to one port of this machine, and asks for a name and a password where it has them. */
export const startProxy = async (port: number, login?: string) => {
  const asked: string[] = [];
  const tunnels = new Set<Socket>();
  const http = createPlain((_, response) => response.writeHead(405).end());
  http.on('connect', (request, stream: Socket) => {
    asked.push(request.url ?? '');
    stream.on('error', () => {});
    const given = Buffer.from(
      String(request.headers['proxy-authorization']).replace('Basic ', ''),
      'base64',
    ).toString();
    if (login !== undefined && given !== login) {
      stream.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const out = connect(port, '127.0.0.1', () => stream.write('HTTP/1.1 200 OK\r\n\r\n'));
    out.on('error', () => stream.destroy());
    tunnels.add(out).add(stream);
    stream.pipe(out).pipe(stream);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    host: `127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked,
    close: async (): Promise<void> => {
      for (const socket of tunnels) socket.destroy();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
};
