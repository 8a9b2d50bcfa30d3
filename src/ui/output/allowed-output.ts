/** Private modes that the program switches: cursor, alternate screen, mouse, paste, synchronized output. */
const MODE = '(?:25|1000|1002|1006|1049|2004|2026)';
/** Colours and weights; cursor moves; erasing what is on the screen (never what was scrolled away); modes. */
const ALLOWED = String.raw`\[(?:[\d;:]*m|[\d;]*[A-Hdf]|[0-2]?[JK]|\?${MODE}(?:;${MODE})*[hl])`;
/** Every control but the escape, the line feed and the carriage return. */
const CONTROL = String.raw`[\x00-\x09\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]`;
/** A sequence whole: CSI; OSC, DCS, SOS, PM or APC with what they carry; any other. One without an end loses its head. */
const SEQUENCE = String.raw`\x1b(?:\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?|[\]PX^_](?:[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c))?|[\x20-\x2f]*[\x30-\x7e]?)`;

const foreign = new RegExp(String.raw`\x1b(?!${ALLOWED})|${CONTROL}`);
const controls = new RegExp(`${SEQUENCE}|${CONTROL}`, 'g');
const allowed = new RegExp(String.raw`^\x1b${ALLOWED}$`);

/** Text for the terminal with every control taken out that is not on the list, and how many those were. */
export const allowedOutput = (text: string): {readonly text: string; readonly refused: number} => {
  if (!foreign.test(text)) return {text, refused: 0};
  let refused = 0;
  const kept = text.replaceAll(controls, found => {
    if (allowed.test(found)) return found;
    refused++;
    return '';
  });
  return {text: kept, refused};
};
