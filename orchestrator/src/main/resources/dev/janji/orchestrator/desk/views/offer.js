// A case that is offered: what it is, for how long, and the answer.
import { showMoment } from '../dates.js';
import { h } from '../lib/preact.js';
import { Act, Icon } from './parts.js';

/** @param {import('./parts.js').View} view */
export function Offer({ s, t, locale, deeds }) {
  const { offer } = s;
  const connected = offer.mode === 'OFFER_MODE_CONNECTED';
  const calling = offer.mode === 'OFFER_MODE_CALLER_WAITS';
  const title = t(connected ? 'offer.connected' : calling ? 'offer.caller' : 'offer.title');
  const left = Math.max(0, Math.ceil((Date.parse(offer.until) - s.now - s.ahead) / 1000));
  return h(
    'section',
    { class: 'card offer', 'aria-labelledby': 'offer-title' },
    h('p', { class: 'kind' }, h(Icon, { name: connected || calling ? 'phone' : 'offered' }), t(offer.kind ?? 'LEAD_KIND_OUTBOUND')),
    h('h1', { id: 'offer-title' }, title),
    h('p', { class: 'unseen', role: 'alert' }, title),
    h(
      'dl',
      { class: 'facts' },
      h('div', null, h('dt', null, t('offer.lender')), h('dd', null, offer.lenderId)),
      offer.callAt && h('div', null, h('dt', null, t('offer.callAt')), h('dd', null, showMoment(offer.callAt, locale))),
    ),
    h('p', { class: 'quiet' }, connected ? t('offer.connectedDetail') : t(offer.mode ?? 'OFFER_MODE_PREVIEW')),
    offer.why && h('p', { class: 'quiet reason' }, offer.why),
    offer.until && [
      h('progress', { max: 20, value: Math.min(20, left), 'aria-label': t('offer.left', { seconds: left }) }),
      h('p', { class: 'left' }, t('offer.left', { seconds: left })),
    ],
    h(
      'div',
      { class: 'row' },
      !connected && h(Act, { s, id: 'accept', icon: 'check', label: t('offer.accept'), k: 'a', tone: 'primary big', run: () => deeds.accept() }),
      h(Act, { s, icon: 'close', label: t('offer.reject'), k: 'x', tone: 'big', run: () => deeds.reject() }),
    ),
  );
}
