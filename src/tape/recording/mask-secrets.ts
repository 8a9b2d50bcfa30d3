const STAR = 0x2a;

/** The same bytes with each of the secrets starred out; the very same object when it holds none. */
export const maskSecrets = (data: Uint8Array, secrets: readonly Buffer[]): Uint8Array => {
  const view = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  let masked: Buffer | undefined;
  for (const secret of secrets) {
    for (let at = view.indexOf(secret); at >= 0; at = view.indexOf(secret, at + secret.length)) {
      masked ??= Buffer.from(view);
      masked.fill(STAR, at, at + secret.length);
    }
  }
  return masked ?? data;
};
