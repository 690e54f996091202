/**
 * The features of a message for the classifiers of intents and acts: n-grams of its characters, with names, numbers and
 * times masked by their kinds, and what its spans say. A name is no feature; 没报 is, whether it was read as a state or not.
 */
import type { Found, Span, Utterance } from '../language/index.ts'

/** The masks of what is said of whom, of what, when and how much. */
const MASKED: Partial<Readonly<Record<Found['kind'], string>>> = {
  indicator: '〔指标〕',
  region: '〔地方〕',
  parts: '〔各地〕',
  time: '〔时间〕',
  clock: '〔钟点〕',
  delay: '〔钟点〕',
  amount: '〔数〕',
  compare: '〔比〕',
  person: '〔人〕',
  document: '〔文件〕',
  section: '〔条〕',
}
const LONGEST_GRAM = 2
/** Of a longer message the beginning and the end. */
const MOST_SYMBOLS = 120

/**
 * The features of a message for the intent model: kinds of the best reading's spans, and the words. Each once, in no
 * order that counts.
 */
export function featuresOf({ raw, readings }: Utterance): string[] {
  const spans = readings[0]?.spans ?? []
  const features = new Set<string>()
  for (const { latent, found } of spans) {
    if (latent) continue
    for (const feature of spanFeatures(found)) features.add(feature)
  }
  const symbols = symbolsOf(raw, spans)
  for (let at = 0; at < symbols.length; at++) {
    for (let n = 1; n <= LONGEST_GRAM && at + n <= symbols.length; n++) features.add(symbols.slice(at, at + n).join(''))
  }
  features.add(`#${Math.min(5, Math.floor(Math.log2(symbols.length)))}`)
  return [...features]
}

function symbolsOf(raw: string, spans: readonly Span[]): string[] {
  const masked = new Map(
    spans
      .flatMap((span) => (MASKED[span.found.kind] !== undefined && !span.latent ? [[span.at, span] as const] : []))
      .reverse(),
  )
  const symbols = ['^']
  for (let at = 0; at < raw.length; ) {
    const span = masked.get(at)
    const mask = span && MASKED[span.found.kind]
    if (mask) symbols.push(mask)
    else {
      const symbol = symbolOf(raw.charAt(at))
      if (symbol !== '') symbols.push(symbol)
    }
    at = span ? Math.max(span.end, at + 1) : at + 1
  }
  symbols.push('$')
  const half = MOST_SYMBOLS / 2
  return symbols.length > MOST_SYMBOLS ? [...symbols.slice(0, half), ...symbols.slice(-half)] : symbols
}

/** A character, normalised; empty where it is no symbol. */
function symbolOf(char: string): string {
  // most of what is typed, and as it stands
  if (char >= '\u3400' && char <= '\u9fff') return char
  const plain = char.normalize('NFKC').toLowerCase()
  if (plain.trim() === '') return ''
  return /\d/.test(plain) ? '0' : plain
}

function spanFeatures(found: Found): string[] {
  switch (found.kind) {
    case 'measure':
      return [
        '#measure',
        `#measure ${found.measure}`,
        ...(found.is === undefined ? [] : [`#measure ${found.measure}=`]),
      ]
    case 'ask':
      return ['#ask', `#ask ${found.for}`, ...(found.of ? [`#ask ${found.of}`] : [])]
    case 'act':
      return [`#act ${found.act}`]
    case 'polar':
      return [`#polar ${found.says}`]
    case 'repair':
      return ['#repair', `#repair ${found.how}`]
    case 'amount':
      return [
        '#amount',
        ...(found.unit ? [`#amount ${found.unit}`] : []),
        ...(found.mode ? [`#mode ${found.mode}`] : []),
      ]
    case 'unread':
      return [`#unread ${found.like}`]
    default:
      return [`#${found.kind}`]
  }
}
