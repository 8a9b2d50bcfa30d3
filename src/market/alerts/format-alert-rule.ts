import {HOUR, MINUTE, SECOND, type Span} from '../../core/instant.ts';
import {formatFilter} from '../filter/format-filter.ts';
import type {AlertRule, AlertTest, MoveTest} from './alert-rule.ts';

const SIGNS = {up: '+', down: '-', either: '±'} as const;

const lengthText = (length: Span): string => {
  if (length % HOUR === 0) return `${length / HOUR}h`;
  return length % MINUTE === 0 ? `${length / MINUTE}m` : `${length / SECOND}s`;
};

/** `1.5`: the digits that were typed, without the dust of a hundredth. */
const percentText = (share: number): string => String(Number((share * 100).toPrecision(12)));

const moveText = ({symbol, direction, share, window}: MoveTest): string =>
  `${symbol} ${SIGNS[direction]}${percentText(share)}% in ${lengthText(window)}`;

/** What a rule asks for, as it is typed. */
export const formatAlertTest = (test: AlertTest): string => {
  switch (test.kind) {
    case 'level':
      return `${test.symbol} ${test.side === 'above' ? '>' : '<'} ${test.level}`;
    case 'move':
      return moveText(test);
    case 'headline':
      return `headline ${formatFilter(test.filter)}`;
    case 'then':
      return `headline ${formatFilter(test.filter)} then ${moveText(test.move)}`;
  }
};

/** A rule as it is kept: `parseAlertRule` reads the same out of it. */
export const formatAlertRule = ({enabled, test}: AlertRule): string =>
  `${enabled ? '' : 'off '}${formatAlertTest(test)}`;
