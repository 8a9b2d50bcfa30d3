import type {Instant} from '../../core/instant.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import type {ManualActs} from '../../news/deals/manual-act.ts';
import {type DealCard, dealsView} from '../deals-view.ts';
import {createUiState} from '../ui-state.ts';
import {type Html, html} from './html.ts';

const eventRow = ({date, stage, amount, text, source, move, mover}: DealCard['events'][number]): Html =>
  html`<tr><td class="short">${date}</td><td class="short">${stage}</td><td>${amount}</td><td>${mover === '' ? move.text : `${mover} ${move.text}`}</td><td class="text">${text} <span class="soft">${source}</span></td></tr>`;

const card = ({parties, kind, amount, facts, track, events, next}: DealCard): Html => html`<div class="deal">
<h3>${parties} ${amount}</h3><p class="soft small">${[kind, facts].filter(text => text !== '').join(' · ')}</p>
<p class="track">${track.map(({label, state}, index) => html`${index === 0 ? undefined : html` → `}${state === 'ahead' ? html`<span class="soft">${label}</span>` : state === 'past' ? html`<span>${label}</span>` : html`<b>${label}</b>`}`)}</p>
<div class="scroll"><table><thead><tr><th scope="col" class="text">date</th><th scope="col" class="text">stage</th><th scope="col">amount</th><th scope="col">+30m</th><th scope="col" class="text">reported</th></tr></thead>
<tbody>${events.map(eventRow)}</tbody></table></div>
${next.length === 0 ? undefined : html`<ul class="small">${next.map(({when, what}) => html`<li>next: ${when} ${what}</li>`)}</ul>`}</div>`;

/** The deals as they stood at the snapshot's clock, what was done to them by hand included. */
export const dealSection = (snapshot: Snapshot, acts: ManualActs, at: Instant): Html => {
  const {cards, emptyWords} = dealsView(snapshot, createUiState(at, {acts}));
  return cards.length === 0 ? html`<p class="soft">${emptyWords}</p>` : html`${cards.map(card)}`;
};
