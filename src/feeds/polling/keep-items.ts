import type {FeedItem} from '../../news/syndication/read-feed.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Items as a document of their own, each as it came: what a recording keeps of a page, most of which is known from the page
 * before. `attributes` of the outermost element carry what else is needed to read them again.
 */
export const keepItems = (
  root: 'rss' | 'feed',
  attributes: Readonly<Record<string, string>>,
  items: readonly Pick<FeedItem, 'raw'>[],
): string => {
  const said = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<${root}${said.join('')}>${items.map(({raw}) => raw).join('')}</${root}>`;
};
