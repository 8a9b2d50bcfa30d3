import {MINUTE, type Span, seconds} from '../core/instant.ts';
import type {SettingsValues} from '../settings/settings-shape.ts';
import type {UiState} from '../view/ui-state.ts';

const INTERVALS: Readonly<Record<SettingsValues['interval'], Span>> = {
  '1s': seconds(1),
  '5s': seconds(5),
  '15s': seconds(15),
  '1m': MINUTE,
  '5m': seconds(300),
  '15m': seconds(900),
};

/** How a person's settings open the screen: a layout other than `monitor` is one pane alone. */
export const chosenState = ({interval, chart, layout}: SettingsValues): Partial<UiState> => ({
  interval: INTERVALS[interval],
  chartKind: chart,
  ...(layout === 'monitor' ? {} : {focus: layout, zoomed: true}),
});
