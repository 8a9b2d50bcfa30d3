/** A word without its commonest endings, so that `rises`, `rising` and `rise` are one feature. */
export const stem = (word: string): string => {
  if (word.length < 5) return word;
  return word
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?:ing|ed|es|s|e)$/, '')
    .replace(/([bdgklmnprt])\1$/, '$1');
};
