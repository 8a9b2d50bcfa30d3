import {type LinkEnd, plainFault, type ToEngine, type ToScreen} from './engine-link.ts';
import type {Transport} from './ports.ts';
import {type Session, type SessionOptions, startSession} from './session.ts';

/** Everything an engine is made of, made where the engine runs: sockets, files and clocks do not cross threads. */
export type EngineParts = Omit<SessionOptions, 'publish' | 'ready'> & {
  readonly transport: Transport | undefined;
  /** Has feeds that stopped for good try again, with keys read anew; a replay has none. Rejects with a Fault that says why not. */
  readonly reconnect?: () => Promise<void>;
  /** Gives back what the parts hold: sockets, servers, files. */
  readonly close: () => Promise<void>;
};

/**
 * The engine's side of the seam: runs a session over the parts, sends changes one at a time, obeys commands, and on
 * `stop` gives everything back before it answers `stopped`.
 */
export const hostEngine = async (
  end: LinkEnd<ToScreen, ToEngine>,
  assemble: () => Promise<EngineParts>,
): Promise<void> => {
  let session: Session | undefined;
  let parts: EngineParts | undefined;
  let untaken = false;
  let stopping = false;

  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await session?.stop();
    await parts?.close();
    end.postMessage({kind: 'stopped'});
  };

  end.on('message', message => {
    switch (message.kind) {
      case 'taken':
        untaken = false;
        break;
      case 'command':
        if (message.command.kind === 'reconnect')
          parts?.reconnect?.().catch(error => end.postMessage({kind: 'fault', fault: plainFault(error)}));
        else parts?.transport?.send(message.command);
        break;
      case 'stop':
        void stop();
        break;
    }
  });

  try {
    parts = await assemble();
    if (stopping) {
      await parts.close();
      return;
    }
    session = startSession({
      ...parts,
      ready: () => !untaken,
      publish: change => {
        untaken = true;
        end.postMessage({kind: 'change', change});
      },
    });
    await session.settled;
  } catch (error) {
    end.postMessage({kind: 'fault', fault: plainFault(error)});
  }
};
