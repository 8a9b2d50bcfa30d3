/** A terminal's reports of its pointer: presses and the wheel (1000), written in SGR (1006). */
export type PointerReports = {
  readonly set: (on: boolean) => void;
  /** Off while the terminal is somebody else's; what was set comes back after. */
  readonly whileAway: (away: () => Promise<void>) => Promise<void>;
};

const ON = '\x1b[?1000h\x1b[?1006h';
const OFF = '\x1b[?1006l\x1b[?1000l';

/** `write` reaches the terminal as it is: these are modes of ours, with nothing from outside in them. */
export const createPointerReports = (write: (text: string) => void): PointerReports => {
  let isOn = false;
  return {
    set: on => {
      if (on !== isOn) write(on ? ON : OFF);
      isOn = on;
    },
    whileAway: async away => {
      if (isOn) write(OFF);
      await away();
      if (isOn) write(ON);
    },
  };
};
