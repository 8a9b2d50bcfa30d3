import {EventEmitter} from 'node:events';
import xterm from '@xterm/headless';
import type {Size} from '../../../src/view/layout.ts';

/** How one cell of a terminal looks. */
export type SeenCell = {
  readonly glyph: string;
  readonly bold: boolean;
  readonly inverse: boolean;
  readonly underline: boolean;
  readonly fore: number;
  readonly back: number;
};

/** A terminal's stream with xterm behind it as the judge of what it shows, and what a real one can do to a program. */
export const createJudgedTerminal = (size: Size) => {
  const judge = new xterm.Terminal({cols: size.width, rows: size.height, allowProposedApi: true, scrollback: 100});
  const writes: string[] = [];
  const stdout = Object.assign(new EventEmitter(), {
    columns: size.width,
    rows: size.height,
    isTTY: true,
    writable: true,
    writableNeedDrain: false,
    destroyed: false,
    write: (text: string, done?: () => void): boolean => {
      writes.push(text);
      judge.write(text);
      if (typeof done === 'function') done();
      return !stdout.writableNeedDrain;
    },
  });
  const settled = (): Promise<void> => new Promise(resolve => judge.write('', resolve));
  const cells = async (): Promise<readonly (readonly SeenCell[])[]> => {
    await settled();
    const {active} = judge.buffer;
    return Array.from({length: judge.rows}, (_, y) =>
      Array.from({length: judge.cols}, (_, x): SeenCell => {
        const cell = active.getLine(active.viewportY + y)?.getCell(x);
        const wideTail = cell?.getWidth() === 0;
        return {
          glyph: wideTail ? '' : cell?.getChars() || ' ',
          bold: Boolean(cell?.isBold()),
          inverse: Boolean(cell?.isInverse()),
          underline: Boolean(cell?.isUnderline()),
          fore: cell?.isFgDefault() ? -1 : (cell?.getFgColor() ?? -1),
          back: cell?.isBgDefault() ? -1 : (cell?.getBgColor() ?? -1),
        };
      }),
    );
  };
  return {
    stdout: stdout as unknown as NodeJS.WriteStream,
    /** Each write that was not empty, in order. */
    writes: (): readonly string[] => writes.filter(text => text !== ''),
    cells,
    rows: async (): Promise<readonly string[]> => (await cells()).map(row => row.map(cell => cell.glyph).join('')),
    alternate: async (): Promise<boolean> => {
      await settled();
      return judge.buffer.active.type === 'alternate';
    },
    resize: ({width, height}: Size): void => {
      judge.resize(width, height);
      Object.assign(stdout, {columns: width, rows: height});
      stdout.emit('resize');
    },
    stall: (): void => {
      stdout.writableNeedDrain = true;
    },
    drain: (): void => {
      stdout.writableNeedDrain = false;
      stdout.emit('drain');
    },
    destroy: (): void => {
      stdout.destroyed = true;
    },
  };
};
