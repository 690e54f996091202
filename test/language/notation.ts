/** Spans in a short notation, so that a corpus reads at a glance: `time 2017-04-01..2017-06-30 quarter by`. */
import type { Found, Span } from '../../src/language/found.ts'

const yes = (word: string, said: unknown): string => (said ? ` ${word}` : '')

export function noted(found: Found): string {
  switch (found.kind) {
    case 'indicator':
      return `indicator ${[...found.ids].sort().join('+')}`
    case 'region':
      return `region ${found.key}${yes('versus', found.versus)}`
    case 'own':
      return `own${found.level ? ` ${found.level}` : ''}${yes('versus', found.versus)}`
    case 'them':
      return 'them'
    case 'parts':
      return `parts ${found.whole} ${found.level}${(found.but ?? []).map((one) => ` -${one}`).join('')}`
    case 'time': {
      const days = found.from === found.to ? found.from : `${found.from}..${found.to}`
      return `time ${days} ${found.grain}${found.edge ? ` ${found.edge}` : ''}${yes('versus', found.versus)}`
    }
    case 'indicators':
      return `indicators${found.n ? ` ${found.n}` : ''}`
    case 'sorted':
      return `sorted ${found.down ? 'down' : 'up'}`
    case 'series':
      return 'series'
    case 'clock':
      return `clock ${found.at}`
    case 'delay':
      return `delay ${found.minutes}`
    case 'base':
      return `base ${found.of}`
    case 'amount':
      return `amount ${found.value}${found.unit ? ` ${found.unit}` : ''}${found.mode ? ` ${found.mode}` : ''}${yes('about', found.about)}`
    case 'compare':
      return `compare ${found.op} ${found.value}${found.unit ? ` ${found.unit}` : ''}`
    case 'extreme':
      return `extreme ${found.end}${found.n ? ` ${found.n}` : ''}${found.nth ? ` #${found.nth}` : ''}`
    case 'running':
      return `running ${found.n ?? '?'} ${found.of}`
    case 'measure': {
      const is = found.is === undefined ? '' : `${found.not ? '!=' : '='}${found.is}`
      return `measure ${found.measure}${is}${found.holds ? ` ${found.holds}` : ''}${found.ever ? ' ever' : ''}`
    }
    case 'ask':
      return `ask ${found.for}`
    case 'act':
      return `act ${found.act}`
    case 'for':
      return 'for'
    case 'polar':
      return `polar ${found.says ? 'yes' : 'no'}`
    case 'repair':
      return `repair ${found.how}`
    case 'aspect':
      return found.of
    case 'person':
      return `person ${found.id}`
    case 'topic':
      return 'topic'
    case 'deputy':
      return 'deputy'
    case 'reason':
      return 'reason'
    case 'document':
      return `document ${found.number}`
    case 'section':
      return `section ${found.path}`
    case 'unread':
      return `unread ${found.like}`
  }
}

export const notedAll = (spans: readonly Span[]): string[] =>
  spans.map(({ found, latent, typed }) => `${noted(found)}${yes('latent', latent)}${typed ? ` ~${typed}` : ''}`)
